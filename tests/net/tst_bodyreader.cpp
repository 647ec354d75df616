// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/bodyreader.h"

#include "net/compressed.h"

#include <QFile>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>
#include <QtEndian>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 limit = 1'000'000;

const QByteArray text =
    "A feed, again and again. " + QByteArray(5000, 'x') + QByteArray(70'000, 'y');

/// "hello, brotli: " and 100,000 times "a", in 31 bytes, as Brotli's own library writes it.
QByteArray brotli()
{
    return QByteArray::fromHex("5bae8681df4855fb4b109db04a63cb410c792d11b8082539ed8a9ee5175006");
}

/// 256 MB of zeros.
QByteArray brotliBomb()
{
    return QByteArray::fromHex(
        "cfffff7ff82700e2b14020f7fe9ffffffff04f00c4610180eefd3fffffffe19f0088c32200dd"
        "fb7ffeffffc33f0110870500baf7fffcffff877f02200e0b0074effff9ffff0fff04401c1600"
        "e8defff3ffff1ffe0980382c00d0bdffe7ffff3ffc1300715800a07bffcfffff7ff82700e2b0"
        "0040f7fe9ffffffff04f00c4610180eefd3fffffffe19f0088c30200ddfb7ffeffffc33f0110"
        "870500baf7fffcffff877f02200e0b0074effff9ffff0fff04401c1600e8defff3ffff1ffe09"
        "80382c00d0bdffcfffff7ffc1300715800a07bff0f");
}

/// What does not become smaller, and is too long to be kept until its end.
QByteArray noise()
{
    QByteArray bytes(600'000, Qt::Uninitialized);
    QRandomGenerator random(1);
    for (char &byte : bytes)
        byte = char(random.bounded(256));
    return bytes;
}

/// With another size of its text at its end.
QByteArray withTextSize(const QByteArray &gzip, qsizetype size)
{
    QByteArray end(4, '\0');
    qToLittleEndian(static_cast<quint32>(size), end.data());
    return gzip.chopped(end.size()) + end;
}

/// With the header's own checksum, and something added to that.
QByteArray withHeaderChecksum(const QByteArray &gzip, int error)
{
    QByteArray header = gzip.first(10);
    header[3] = char(header.at(3) | 0x02);
    const auto sum =
        crc32(0, reinterpret_cast<const Bytef *>(header.constData()), uInt(header.size()));
    QByteArray check(2, '\0');
    qToLittleEndian(static_cast<quint16>(sum + static_cast<uLong>(error)), check.data());
    return header + check + gzip.sliced(header.size());
}

/// Adds the bytes in pieces; the first error, or that of the end.
Result<void> readInPieces(BodyReader &reader, const QByteArray &bytes, qsizetype pieceSize)
{
    for (qsizetype at = 0; at < bytes.size(); at += pieceSize) {
        if (Result<void> added = reader.add(bytes.mid(at, pieceSize)); !added)
            return added;
    }
    return reader.finish();
}

} // namespace

class BodyReaderTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void add_anyEncoding_givesTheText_data();
    void add_anyEncoding_givesTheText();
    void add_severalMembers_areOneText();
    void add_longGzip_isReadAsItComes();
    void hash_isOfTheText_howeverItCame();
    void finish_cutBody_isAnError_data();
    void finish_cutBody_isAnError();
    void add_brokenBody_isAnError_data();
    void add_brokenBody_isAnError();
    void add_justTheLimit_isAllowed();
    void add_bomb_endsAtTheLimit_data();
    void add_bomb_endsAtTheLimit();
    void add_smallButWellCompressed_isNoBomb();
};

void BodyReaderTest::add_anyEncoding_givesTheText_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray gzip = compressed(text, Frame::Gzip);
    QTest::newRow("none") << ""_ba << text << text;
    QTest::newRow("identity") << "identity"_ba << text << text;
    QTest::newRow("unknown") << "UTF-8"_ba << text << text;
    QTest::newRow("gzip") << "gzip"_ba << gzip << text;
    QTest::newRow("x-gzip, capitals") << " X-GZIP "_ba << gzip << text;
    QTest::newRow("gzip and more") << "gzip"_ba << gzip + "trailing" << text;
    QTest::newRow("gzip and what looks like a size")
        << "gzip"_ba << withTextSize(gzip + "four", text.size()) << text;
    QTest::newRow("gzip of several members")
        << "gzip"_ba << gzip + compressed("", Frame::Gzip) + gzip << text + text;
    QTest::newRow("gzip of members of one size")
        << "gzip"_ba << compressed("one", Frame::Gzip) + compressed("two", Frame::Gzip)
        << "onetwo"_ba;
    QTest::newRow("gzip, long") << "gzip"_ba << compressed(noise(), Frame::Gzip) << noise();
    QTest::newRow("gzip with a sum of its header")
        << "gzip"_ba << withHeaderChecksum(gzip, 0) << text;
    QTest::newRow("gzip that is none") << "gzip"_ba << text << text;
    QTest::newRow("gzip not announced") << ""_ba << gzip << gzip;
    QTest::newRow("deflate") << "deflate"_ba << compressed(text, Frame::Zlib) << text;
    QTest::newRow("raw deflate") << "deflate"_ba << compressed(text, Frame::None) << text;
    QTest::newRow("br") << "br"_ba << brotli() << "hello, brotli: " + QByteArray(100'000, 'a');
    QTest::newRow("empty") << "gzip"_ba
                           << ""_ba
                           << ""_ba;
    QTest::newRow("one byte") << "gzip"_ba
                              << "x"_ba
                              << "x"_ba;
    QTest::newRow("compressed nothing") << "gzip"_ba << compressed("", Frame::Gzip) << ""_ba;
}

void BodyReaderTest::add_anyEncoding_givesTheText()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    for (const qsizetype pieceSize : {1, 7, 4096, 1'000'000}) {
        BodyReader reader(encoding, limit);
        const Result<void> read = readInPieces(reader, bytes, pieceSize);
        QVERIFY2(read, read ? "" : qPrintable(describe(read.error())));
        QCOMPARE(reader.body(), expected);
    }
}

void BodyReaderTest::add_severalMembers_areOneText()
{
    BodyReader reader("gzip", limit);
    const QByteArray members = compressed("one, ", Frame::Gzip) + compressed("", Frame::Gzip)
        + compressed("two", Frame::Gzip);
    QVERIFY(readInPieces(reader, members, 5));
    QCOMPARE(reader.body(), "one, two"_ba);
}

void BodyReaderTest::add_longGzip_isReadAsItComes()
{
    const QByteArray bytes = compressed(noise(), Frame::Gzip);
    BodyReader reader("gzip", limit);
    QVERIFY(reader.add(bytes.first(bytes.size() / 2)));
    QVERIFY(!reader.body().isEmpty());
    QVERIFY(noise().startsWith(reader.body()));
    QVERIFY(reader.add(bytes.sliced(bytes.size() / 2)));
    QVERIFY(reader.finish());
    QCOMPARE(reader.body(), noise());
}

void BodyReaderTest::hash_isOfTheText_howeverItCame()
{
    BodyReader plain("", limit);
    QVERIFY(readInPieces(plain, text, 4096));
    BodyReader packed("gzip", limit);
    QVERIFY(readInPieces(packed, compressed(text, Frame::Gzip), 99));
    BodyReader other("", limit);
    QVERIFY(readInPieces(other, text + 'z', 4096));
    QCOMPARE(plain.hash().size(), 16);
    QCOMPARE(packed.hash(), plain.hash());
    QVERIFY(other.hash() != plain.hash());
}

void BodyReaderTest::finish_cutBody_isAnError_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("gzip") << "gzip"_ba << compressed(text, Frame::Gzip).chopped(1);
    QTest::newRow("gzip, half") << "gzip"_ba << compressed(text, Frame::Gzip).left(40);
    const QByteArray gzip = compressed(text, Frame::Gzip);
    QTest::newRow("gzip, without its sums") << "gzip"_ba << gzip.chopped(8);
    QTest::newRow("gzip, in its header") << "gzip"_ba << gzip.left(9);
    QTest::newRow("gzip, header only") << "gzip"_ba << gzip.left(10);
    QTest::newRow("gzip, second member") << "gzip"_ba << gzip + gzip.chopped(20);
    QTest::newRow("gzip, long") << "gzip"_ba << compressed(noise(), Frame::Gzip).chopped(1000);
    QTest::newRow("deflate") << "deflate"_ba << compressed(text, Frame::Zlib).chopped(1);
    QTest::newRow("br") << "br"_ba << brotli().chopped(1);
}

void BodyReaderTest::finish_cutBody_isAnError()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, bytes);
    BodyReader reader(encoding, limit);
    const Result<void> read = readInPieces(reader, bytes, 16);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Remote);
    QCOMPARE(read.error().code, ErrorCode::ConnectionLost);
}

void BodyReaderTest::add_brokenBody_isAnError_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    QByteArray gzip = compressed(text, Frame::Gzip);
    gzip[gzip.size() - 6] = char(gzip.at(gzip.size() - 6) + 1);
    QTest::newRow("gzip, checksum") << "gzip"_ba << gzip;
    const QByteArray good = compressed(text, Frame::Gzip);
    QTest::newRow("gzip, size too small") << "gzip"_ba << withTextSize(good, text.size() - 1);
    QTest::newRow("gzip, size too large") << "gzip"_ba << withTextSize(good, text.size() + 1);
    QTest::newRow("gzip, size beyond all") << "gzip"_ba << withTextSize(good, 0xffff'ffff);
    QTest::newRow("gzip, no size") << "gzip"_ba << withTextSize(good, 0);
    QTest::newRow("gzip, sum of the header") << "gzip"_ba << withHeaderChecksum(good, 1);
    QTest::newRow("gzip, second member") << "gzip"_ba << good + gzip;
    QTest::newRow("gzip, long") << "gzip"_ba
                                << withTextSize(compressed(noise(), Frame::Gzip), 600'001);
    QTest::newRow("gzip, junk") << "gzip"_ba
                                << "\x1f\x8b" + QByteArray(40, '\xff');
    QTest::newRow("deflate, junk") << "deflate"_ba << QByteArray(40, '\xff');
    QTest::newRow("br, junk") << "br"_ba << QByteArray(40, '\xff');
}

void BodyReaderTest::add_brokenBody_isAnError()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, bytes);
    BodyReader reader(encoding, limit);
    const Result<void> read = readInPieces(reader, bytes, 16);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Data);
    QCOMPARE(read.error().code, ErrorCode::Malformed);
}

void BodyReaderTest::add_justTheLimit_isAllowed()
{
    for (const QByteArray &encoding : {""_ba, "gzip"_ba}) {
        const auto encoded = [&](const QByteArray &body) {
            return encoding.isEmpty() ? body : compressed(body, Frame::Gzip);
        };
        BodyReader full(encoding, text.size());
        QVERIFY(readInPieces(full, encoded(text), 1000));
        BodyReader over(encoding, text.size());
        const Result<void> read = readInPieces(over, encoded(text + 'x'), 1000);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::TooLarge);
        QCOMPARE(read.error().kind, ErrorKind::Data);
    }
}

void BodyReaderTest::add_bomb_endsAtTheLimit_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray zeros(1'000'000, '\0');
    QTest::newRow("gzip, 300 MB in 1.3 MB") << "gzip"_ba << compressed(zeros, Frame::Gzip, 300);
    const QByteArray small = compressed(zeros, Frame::Gzip, 30);
    QVERIFY(small.size() < 200'000);
    QTest::newRow("gzip, 30 MB in 0.13 MB") << "gzip"_ba << small;
    QTest::newRow("gzip that says it is small") << "gzip"_ba << withTextSize(small, 1000);
    QTest::newRow("gzip that says it just fits") << "gzip"_ba << withTextSize(small, limit);
    QTest::newRow("gzip of two members")
        << "gzip"_ba << compressed(QByteArray(limit, '\0'), Frame::Gzip).repeated(2);
    QTest::newRow("deflate") << "deflate"_ba << compressed(zeros, Frame::Zlib, 300);
    QTest::newRow("br, 256 MB in 0.2 KB") << "br"_ba << brotliBomb();
}

void BodyReaderTest::add_bomb_endsAtTheLimit()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, bytes);
    BodyReader reader(encoding, limit);
    const Result<void> read = readInPieces(reader, bytes, 4096);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::TooLarge);
    QVERIFY(reader.body().size() <= limit);
}

void BodyReaderTest::add_smallButWellCompressed_isNoBomb()
{
    const QByteArray dull(limit, ' ');
    const QByteArray bytes = compressed(dull, Frame::Gzip);
    QVERIFY(bytes.size() * 100 < dull.size());
    BodyReader reader("gzip", limit);
    QVERIFY(readInPieces(reader, bytes, 4096));
    QCOMPARE(reader.body(), dull);
}

QTEST_GUILESS_MAIN(BodyReaderTest)
#include "tst_bodyreader.moc"
