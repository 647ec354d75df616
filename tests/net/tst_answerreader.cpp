// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/answerreader.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;
using State = AnswerReader::State;

namespace {

struct Answer
{
    State state = State::Head;
    QByteArray body;
    AnswerReader reader;
};

/// Reads the bytes in pieces of that size, and the end of the connection if there is one.
Answer read(const QByteArray &bytes, qsizetype pieceSize, bool isClosed)
{
    Answer answer;
    for (qsizetype at = 0; at < bytes.size(); at += pieceSize)
        answer.state = answer.reader.read(bytes.mid(at, pieceSize), answer.body);
    if (isClosed)
        answer.state = answer.reader.close();
    return answer;
}

} // namespace

class AnswerReaderTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void read_anyFraming_givesTheBody_data();
    void read_anyFraming_givesTheBody();
    void read_cutAnswer_isNotWhole_data();
    void read_cutAnswer_isNotWhole();
    void read_noAnswer_isMalformed_data();
    void read_noAnswer_isMalformed();
    void head_manyHeaders_areFound();
    void head_withoutEnd_isGivenUp();
    void read_anything_isTheSameInPieces_data();
    void read_anything_isTheSameInPieces();
    void mayKeepConnection_onlyIfBothSidesKnowWhereTheyAre_data();
    void mayKeepConnection_onlyIfBothSidesKnowWhereTheyAre();
};

void AnswerReaderTest::read_anyFraming_givesTheBody_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isClosed");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    QTest::newRow("length") << ok + "Content-Length: 5\r\n\r\nhello" << false << 200 << "hello"_ba;
    QTest::newRow("length, then closed")
        << ok + "Content-Length: 5\r\n\r\nhello" << true << 200 << "hello"_ba;
    QTest::newRow("more than the length")
        << ok + "Content-Length: 5\r\n\r\nhello world" << true << 200 << "hello"_ba;
    QTest::newRow("length said twice")
        << ok + "Content-Length: 5\r\ncontent-length: 5\r\n\r\nhello" << false << 200 << "hello"_ba;
    QTest::newRow("length 0") << ok + "Content-Length: 0\r\n\r\n" << false << 200 << ""_ba;
    QTest::newRow("until closed") << ok + "\r\nhello" << true << 200 << "hello"_ba;
    QTest::newRow("empty until closed") << ok + "\r\n" << true << 200 << ""_ba;
    QTest::newRow("chunks") << ok
            + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;a=b\r\n world\r\n0\r\n\r\n"
                            << false << 200 << "hello world"_ba;
    QTest::newRow("chunks before length") << ok
            + "Content-Length: 99\r\nTransfer-Encoding: gzip, "
              "Chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n"
                                          << false << 200 << "0123456789"_ba;
    QTest::newRow("trailer") << ok + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nA: b\r\n\r\n"
                             << false << 200 << "x"_ba;
    QTest::newRow("bare line ends")
        << "HTTP/1.0 200 OK\nContent-Length: 2\n\nhi"_ba << false << 200 << "hi"_ba;
    QTest::newRow("no reason") << "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nhi"_ba << false << 200
                               << "hi"_ba;
    QTest::newRow("continue") << "HTTP/1.1 100 Continue\r\n\r\n" + ok
            + "Content-Length: 2\r\n\r\nhi"
                              << false << 200 << "hi"_ba;
    QTest::newRow("early hints")
        << "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\nContent-Length: 9\r\n\r\n" + ok
            + "Content-Length: 2\r\n\r\nhi"
        << false << 200 << "hi"_ba;
    QTest::newRow("304 has no body")
        << "HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\n\r\n"_ba << false << 304 << ""_ba;
    QTest::newRow("204 has no body")
        << "HTTP/1.1 204 No Content\r\n\r\n"_ba << false << 204 << ""_ba;
    QTest::newRow("lines that are no headers")
        << ok + "nonsense\r\n: x\r\nContent-Length : 2\r\n\r\nhi" << false << 200 << "hi"_ba;
    QTest::newRow("empty lines before")
        << "\r\n\r\n" + ok + "Content-Length: 2\r\n\r\nhi" << false << 200 << "hi"_ba;
}

void AnswerReaderTest::read_anyFraming_givesTheBody()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isClosed);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    for (const qsizetype pieceSize : {1, 3, 1000}) {
        const Answer answer = read(bytes, pieceSize, isClosed);
        QCOMPARE(answer.state, State::Whole);
        QCOMPARE(answer.reader.head().status, status);
        QCOMPARE(answer.body, body);
        QCOMPARE(answer.reader.problem(), QString());
    }
}

void AnswerReaderTest::read_cutAnswer_isNotWhole_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("in the first line") << "HTTP/1.1 20"_ba;
    QTest::newRow("in the headers") << "HTTP/1.1 200 OK\r\nContent-Le"_ba;
    QTest::newRow("before the body") << "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"_ba;
    QTest::newRow("in the body") << "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell"_ba;
    QTest::newRow("before the first chunk") << chunked;
    QTest::newRow("in a chunk") << chunked + "5\r\nhell";
    QTest::newRow("after a chunk") << chunked + "5\r\nhello\r\n";
    QTest::newRow("in a chunk's size") << chunked + "5\r\nhello\r\n1";
    QTest::newRow("in the trailer") << chunked + "5\r\nhello\r\n0\r\n";
    QTest::newRow("after continue") << "HTTP/1.1 100 Continue\r\n\r\n"_ba;
}

void AnswerReaderTest::read_cutAnswer_isNotWhole()
{
    QFETCH(QByteArray, bytes);
    const Answer open = read(bytes, 1000, false);
    QVERIFY(open.state == State::Head || open.state == State::Body);
    const Answer closed = read(bytes, 1000, true);
    QCOMPARE(closed.state, State::Broken);
    QVERIFY(!closed.reader.isMalformed());
    QVERIFY(!closed.reader.problem().isEmpty());
}

void AnswerReaderTest::read_noAnswer_isMalformed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    QTest::newRow("other protocol") << "SSH-2.0-OpenSSH_9.2\r\n"_ba;
    QTest::newRow("page without head") << "<!DOCTYPE html>\r\n"_ba;
    QTest::newRow("other version") << "HTTP/2.0 200 OK\r\n"_ba;
    QTest::newRow("no status") << "HTTP/1.1 OK\r\n"_ba;
    QTest::newRow("status below 100") << "HTTP/1.1 099 OK\r\n"_ba;
    QTest::newRow("upgrade") << "HTTP/1.1 101 Switching Protocols\r\n\r\n"_ba;
    QTest::newRow("length in words") << ok + "Content-Length: five\r\n\r\n";
    QTest::newRow("negative length") << ok + "Content-Length: -5\r\n\r\n";
    QTest::newRow("length with a sign") << ok + "Content-Length: +5\r\n\r\n";
    QTest::newRow("length beyond any") << ok + "Content-Length: 99999999999999999999\r\n\r\n";
    QTest::newRow("two lengths") << ok + "Content-Length: 5\r\nContent-Length: 3\r\n\r\n";
    QTest::newRow("size of a chunk in words") << chunked + "five\r\n";
    QTest::newRow("size of a chunk with 0x") << chunked + "0x5\r\n";
    QTest::newRow("size of a chunk missing") << chunked + "\r\n";
    QTest::newRow("chunk beyond any") << chunked + "ffffffffffffffffff\r\n";
    QTest::newRow("chunk longer than it says") << chunked + "5\r\nhello world\r\n";
    QTest::newRow("broken after a good chunk")
        << chunked + "5\r\nhello\r\nzz\r\nworld\r\n0\r\n\r\n";
}

void AnswerReaderTest::read_noAnswer_isMalformed()
{
    QFETCH(QByteArray, bytes);
    for (const qsizetype pieceSize : {1, 1000}) {
        const Answer answer = read(bytes, pieceSize, false);
        QCOMPARE(answer.state, State::Broken);
        QVERIFY(answer.reader.isMalformed());
        QVERIFY(!answer.reader.problem().isEmpty());
    }
}

void AnswerReaderTest::head_manyHeaders_areFound()
{
    const Answer answer = read("HTTP/1.1 200 OK\r\n"
                               "ETag: \"a\"\r\nETAG:   \"b\"  \r\n"
                               "Folded: one\r\n  two\r\n"
                               "Empty:\r\n"
                               "Content-Length: 0\r\n\r\n",
                               1000, false);
    QCOMPARE(answer.reader.head().value("etag"), "\"a\", \"b\""_ba);
    QCOMPARE(answer.reader.head().value("folded"), "one two"_ba);
    QCOMPARE(answer.reader.head().value("empty"), ""_ba);
    QCOMPARE(answer.reader.head().value("none"), ""_ba);
}

void AnswerReaderTest::head_withoutEnd_isGivenUp()
{
    const QByteArray manyHeaders = QByteArray("A: b\r\n").repeated(1000);
    const QByteArray longHeader(6000, 'a');
    const QByteArray manyHints = QByteArray("HTTP/1.1 103 Early Hints\r\n\r\n").repeated(200);
    const QByteArray chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    const QList<std::pair<QByteArray, QByteArray>> endless{
        {"HTTP/1.1 200 OK\r\n", manyHeaders},
        {"HTTP/1.1 200 OK\r\nA: ", longHeader},
        {"HTTP/1.1 ", longHeader},
        {"", manyHints},
        {chunked + "5;", longHeader},
        {chunked + "0\r\n", manyHeaders},
    };
    for (const auto &[start, rest] : endless) {
        AnswerReader reader;
        QByteArray body;
        QVERIFY(reader.read(start, body) != State::Broken);
        qsizetype taken = 0;
        while (reader.read(rest, body) != State::Broken) {
            taken += rest.size();
            QVERIFY(taken <= AnswerReader::maximumHeadSize);
        }
        QVERIFY(reader.isMalformed());
        QCOMPARE(body, ""_ba);
    }
}

void AnswerReaderTest::read_anything_isTheSameInPieces_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void AnswerReaderTest::read_anything_isTheSameInPieces()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const QByteArrayList parts{"HTTP/1.1 200 OK",
                               "HTTP/1.0 304 X",
                               "HTTP/1.1 103 X",
                               "\r\n",
                               "\n",
                               "\r\n\r\n",
                               "Content-Length: ",
                               "5",
                               "99999",
                               ", 5",
                               "Transfer-Encoding: chunked",
                               "5\r\nhello\r\n",
                               "0\r\n\r\n",
                               "ffffffffffffffff",
                               ";a=b",
                               "Connection: close",
                               " folded",
                               ":"};
    int wholeCount = 0;
    for (int round = 0; round < 500; ++round) {
        QByteArray bytes = random.bounded(4) > 0 ? "HTTP/1.1 200 OK\r\n" : "";
        for (int i = random.bounded(12); i > 0; --i)
            bytes += parts.at(random.bounded(parts.size()));
        if (!bytes.isEmpty() && random.bounded(3) == 0)
            bytes[random.bounded(bytes.size())] = char(random.bounded(256));

        const bool isClosed = random.bounded(2) == 0;
        const Answer whole = read(bytes, qsizetype(bytes.size()) + 1, isClosed);
        const Answer pieces = read(bytes, 1 + random.bounded(5), isClosed);
        QCOMPARE(pieces.state, whole.state);
        QCOMPARE(pieces.body, whole.body);
        QCOMPARE(pieces.reader.head().status, whole.reader.head().status);
        QCOMPARE(pieces.reader.head().headers, whole.reader.head().headers);
        QVERIFY(whole.body.size() <= bytes.size());
        wholeCount += whole.state == State::Whole ? 1 : 0;
    }
    QVERIFY(wholeCount > 0);
}

void AnswerReaderTest::mayKeepConnection_onlyIfBothSidesKnowWhereTheyAre_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("mayKeep");
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const QByteArray old = "HTTP/1.0 200 OK\r\n";
    const QByteArray body = "Content-Length: 2\r\n\r\nhi";
    QTest::newRow("usual") << ok + body << true;
    QTest::newRow("chunks") << ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" << true;
    QTest::newRow("304") << "HTTP/1.1 304 X\r\n\r\n"_ba << true;
    QTest::newRow("server closes") << ok + "Connection: Close\r\n" + body << false;
    QTest::newRow("old") << old + body << false;
    QTest::newRow("old, kept") << old + "Connection: Keep-Alive\r\n" + body << true;
    QTest::newRow("more than was said") << ok + body + "x" << false;
    QTest::newRow("not whole") << (ok + body).chopped(1) << false;
}

void AnswerReaderTest::mayKeepConnection_onlyIfBothSidesKnowWhereTheyAre()
{
    QFETCH(QByteArray, bytes);
    QTEST(read(bytes, 1000, false).reader.mayKeepConnection(), "mayKeep");
}

QTEST_GUILESS_MAIN(AnswerReaderTest)
#include "tst_answerreader.moc"
