// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feedencoding.h"

#include <QTest>

#include <array>

#include <iconv.h>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

/// The text in another encoding, by iconv's own hand.
QByteArray encoded(const QString &text, const char *encoding)
{
    QByteArray in = text.toUtf8();
    QByteArray out(in.size() * 8 + 64, '\0');
    const iconv_t handle = iconv_open(encoding, "UTF-8");
    char *from = in.data();
    char *to = out.data();
    auto fromLeft = std::size_t(in.size());
    auto toLeft = std::size_t(out.size());
    const bool isDone = iconv(handle, &from, &fromLeft, &to, &toLeft) != std::size_t(-1)
        && iconv(handle, nullptr, nullptr, &to, &toLeft) != std::size_t(-1);
    iconv_close(handle);
    if (!isDone)
        qFatal("iconv does not write %s", encoding);
    out.truncate(out.size() - qsizetype(toLeft));
    return out;
}

QString feedOf(const QString &title, const QString &encoding)
{
    const QString declaration =
        encoding.isEmpty() ? QString() : u"<?xml version=\"1.0\" encoding=\"%1\"?>"_s.arg(encoding);
    return declaration + u"<rss><channel><title>%1</title></channel></rss>"_s.arg(title);
}

QString titleIn(const DecodedFeed &feed)
{
    const QString text = QString::fromUtf8(feed.utf8);
    const qsizetype begin = text.indexOf(u"<title>"_s) + 7;
    return text.mid(begin, text.indexOf(u"</title>"_s) - begin);
}

} // namespace

class FeedEncodingTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void decodeFeed_declaredEncoding_isUsed_data();
    void decodeFeed_declaredEncoding_isUsed();
    void decodeFeed_byteOrderMark_goesBeforeAll_data();
    void decodeFeed_byteOrderMark_goesBeforeAll();
    void decodeFeed_noMark_isSeenFromTheBytes_data();
    void decodeFeed_noMark_isSeenFromTheBytes();
    void decodeFeed_charsetOfTheServer_goesBeforeTheDeclaration_data();
    void decodeFeed_charsetOfTheServer_goesBeforeTheDeclaration();
    void decodeFeed_wrongName_isNoted_data();
    void decodeFeed_wrongName_isNoted();
    void decodeFeed_nothingSaid_isGuessed_data();
    void decodeFeed_nothingSaid_isGuessed();
    void decodeFeed_utf7_isReadOnlyWhenSaid();
    void decodeFeed_utf8WithWrongBytes_keepsTheRest();
    void decodeFeed_utf8_isNotCopied();
};

void FeedEncodingTest::decodeFeed_declaredEncoding_isUsed_data()
{
    QTest::addColumn<QString>("declared");
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QString>("title");

    const auto row = [](const char *declared, const char *written, const QString &title) {
        QTest::newRow(declared) << QString::fromLatin1(declared) << QByteArray(written) << title;
    };
    row("UTF-8", "UTF-8", u"Ünïcode 語"_s);
    row("utf8", "UTF-8", u"Ünïcode 語"_s);
    row("iso-8859-1", "ISO-8859-1", u"café"_s);
    row("ISO-8859-1, meaning windows-1252", "CP1252", u"“café” €"_s);
    row("us-ascii", "CP1252", u"“café”"_s);
    row("windows-1252", "CP1252", u"“café” €"_s);
    row("iso-8859-2", "ISO-8859-2", u"žluťoučký kůň"_s);
    row("iso-8859-5", "ISO-8859-5", u"Привет"_s);
    row("iso-8859-7", "ISO-8859-7", u"Ελληνικά"_s);
    row("iso-8859-8-i", "ISO-8859-8", u"שלום"_s);
    row("iso-8859-9", "CP1254", u"ağaç“"_s);
    row("iso-8859-15", "ISO-8859-15", u"10 €"_s);
    row("windows-1250", "CP1250", u"žluťoučký"_s);
    row("windows-1251", "CP1251", u"Привет"_s);
    row("windows-1253", "CP1253", u"Ελληνικά"_s);
    row("windows-1255", "CP1255", u"שלום"_s);
    row("windows-1256", "CP1256", u"سلام"_s);
    row("windows-1257", "CP1257", u"ąžuolas"_s);
    row("windows-1258", "CP1258", u"Đà"_s);
    row("koi8-r", "KOI8-R", u"Привет"_s);
    row("koi8-u", "KOI8-U", u"Їжак"_s);
    row("cp437", "CP437", u"é║α"_s);
    row("850", "CP850", u"é║"_s);
    row("ibm866", "CP866", u"Привет"_s);
    row("macintosh", "MACINTOSH", u"café “x”"_s);
    row("mac-roman", "MACINTOSH", u"café"_s);
    row("tis-620", "TIS-620", u"ภาษาไทย"_s);
    row("viscii", "VISCII", u"Việt"_s);
    row("gb2312", "GB2312", u"简体中文"_s);
    row("gb2312, meaning gbk", "GBK", u"朱镕基"_s);
    row("gbk", "GBK", u"朱镕基"_s);
    row("gb18030", "GB18030", u"㐀 𠀀"_s);
    row("big5", "BIG5", u"繁體中文"_s);
    row("big5-hkscs", "BIG5-HKSCS", u"繁體 啲"_s);
    row("euc-jp", "EUC-JP", u"日本語"_s);
    row("shift_jis", "SHIFT_JIS", u"日本語"_s);
    row("shift_jis, meaning windows-31j", "CP932", u"①日本"_s);
    row("x-sjis", "CP932", u"日本語"_s);
    row("iso-2022-jp", "ISO-2022-JP", u"日本語"_s);
    row("euc-kr", "EUC-KR", u"한국어"_s);
    row("ks_c_5601-1987", "CP949", u"한국어 뷁"_s);
    row("johab", "JOHAB", u"한국어"_s);
    row("armscii-8", "ARMSCII-8", u"Հայ"_s);
    row("georgian-ps", "GEORGIAN-PS", u"ქარ"_s);
}

void FeedEncodingTest::decodeFeed_declaredEncoding_isUsed()
{
    QFETCH(const QString, declared);
    QFETCH(const QByteArray, written);
    QFETCH(const QString, title);

    const QString name = declared.section(u',', 0, 0);
    const DecodedFeed feed =
        decodeFeed(encoded(feedOf(title, name), written.constData()), QString());

    QCOMPARE(titleIn(feed), title);
    QCOMPARE(feed.issues, QStringList());
}

void FeedEncodingTest::decodeFeed_byteOrderMark_goesBeforeAll_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("mark");

    QTest::newRow("UTF-8") << QByteArray("UTF-8") << QByteArray("\xEF\xBB\xBF");
    QTest::newRow("UTF-16, big end") << QByteArray("UTF-16BE") << QByteArray("\xFE\xFF");
    QTest::newRow("UTF-16, little end") << QByteArray("UTF-16LE") << QByteArray("\xFF\xFE");
    QTest::newRow("UTF-32, big end") << QByteArray("UTF-32BE") << QByteArray("\0\0\xFE\xFF", 4);
    QTest::newRow("UTF-32, little end") << QByteArray("UTF-32LE") << QByteArray("\xFF\xFE\0\0", 4);
}

void FeedEncodingTest::decodeFeed_byteOrderMark_goesBeforeAll()
{
    QFETCH(const QByteArray, encoding);
    QFETCH(const QByteArray, mark);

    const QByteArray bytes =
        mark + encoded(feedOf(u"Ünïcode 語"_s, u"koi8-r"_s), encoding.constData());
    const DecodedFeed feed = decodeFeed(bytes, u"text/xml; charset=iso-8859-1"_s);

    QCOMPARE(titleIn(feed), u"Ünïcode 語"_s);
    QVERIFY(feed.utf8.startsWith("<?xml"));
}

void FeedEncodingTest::decodeFeed_noMark_isSeenFromTheBytes_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QString>("declared");
    QTest::addColumn<QString>("title");

    QTest::newRow("UTF-16, big end") << QByteArray("UTF-16BE") << u"utf-16"_s << u"語"_s;
    QTest::newRow("UTF-16, little end") << QByteArray("UTF-16LE") << u"utf-16"_s << u"語"_s;
    QTest::newRow("UTF-16, not declared") << QByteArray("UTF-16LE") << QString() << u"語"_s;
    QTest::newRow("UTF-32, big end") << QByteArray("UTF-32BE") << u"utf-32"_s << u"語"_s;
    QTest::newRow("UTF-32, little end") << QByteArray("UTF-32LE") << u"ucs-4"_s << u"語"_s;
    QTest::newRow("EBCDIC") << QByteArray("IBM037") << u"ibm037"_s << u"café"_s;
    QTest::newRow("EBCDIC, another") << QByteArray("IBM500") << u"ibm500"_s << u"[caf"_s;
    QTest::newRow("bytes said to be UTF-16") << QByteArray("UTF-8") << u"utf-16"_s << u"é"_s;
}

void FeedEncodingTest::decodeFeed_noMark_isSeenFromTheBytes()
{
    QFETCH(const QByteArray, written);
    QFETCH(const QString, declared);
    QFETCH(const QString, title);

    const DecodedFeed feed =
        decodeFeed(encoded(feedOf(title, declared), written.constData()), QString());

    QCOMPARE(titleIn(feed), title);
}

void FeedEncodingTest::decodeFeed_charsetOfTheServer_goesBeforeTheDeclaration_data()
{
    QTest::addColumn<QString>("contentType");

    QTest::newRow("plain") << u"application/xml; charset=koi8-r"_s;
    QTest::newRow("quoted") << u"application/rss+xml;charset=\"KOI8-R\""_s;
    QTest::newRow("text/xml") << u"text/xml; Charset = koi8-r; x=y"_s;
}

void FeedEncodingTest::decodeFeed_charsetOfTheServer_goesBeforeTheDeclaration()
{
    QFETCH(const QString, contentType);

    const DecodedFeed feed =
        decodeFeed(encoded(feedOf(u"Привет"_s, u"iso-8859-5"_s), "KOI8-R"), contentType);

    QCOMPARE(titleIn(feed), u"Привет"_s);
    QCOMPARE(feed.encoding.toLower(), u"koi8-r"_s);
}

void FeedEncodingTest::decodeFeed_wrongName_isNoted_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QString>("declared");
    QTest::addColumn<QString>("contentType");
    QTest::addColumn<QString>("title");

    const QByteArray utf8("UTF-8");
    QTest::newRow("UTF-8 said to be Latin") << utf8 << u"iso-8859-1"_s << QString() << u"café 語"_s;
    QTest::newRow("UTF-8 said to be ASCII by the server")
        << utf8 << u"utf-8"_s << u"text/xml; charset=us-ascii"_s << u"café"_s;
    QTest::newRow("Latin said to be UTF-8")
        << QByteArray("CP1252") << u"utf-8"_s << QString() << u"café"_s;
    QTest::newRow("nobody's") << utf8 << u"x-nobody-knows"_s << QString() << u"café"_s;
    QTest::newRow("orders to iconv") << utf8 << u"iso-8859-5//IGNORE"_s << QString() << u"café"_s;
    QTest::newRow("not in it") << utf8 << u"euc-jp"_s << QString() << u"é语"_s;
    QTest::newRow("the server wrong, the document right")
        << QByteArray("CP1251") << u"windows-1251"_s << u"text/xml; charset=utf-8"_s << u"Привет"_s;
}

void FeedEncodingTest::decodeFeed_wrongName_isNoted()
{
    QFETCH(const QByteArray, written);
    QFETCH(const QString, declared);
    QFETCH(const QString, contentType);
    QFETCH(const QString, title);

    const DecodedFeed feed =
        decodeFeed(encoded(feedOf(title, declared), written.constData()), contentType);

    QCOMPARE(titleIn(feed), title);
    const bool isSilent = declared == u"windows-1251"_s;
    QCOMPARE(feed.issues.isEmpty(), isSilent);
}

void FeedEncodingTest::decodeFeed_nothingSaid_isGuessed_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QString>("title");

    const auto row = [](const char *written, const QString &title) {
        QTest::newRow(written) << QByteArray(written) << title;
    };
    row("CP1252", u"Café – “naïve” façade, à bientôt"_s);
    row("KOI8-R", u"Сегодня хорошая погода, мы идём гулять"_s);
    row("CP1251", u"Сегодня хорошая погода, мы идём гулять"_s);
    row("CP1255", u"זה טקסט בעברית לבדיקה"_s);
    row("TIS-620", u"นี่คือข้อความภาษาไทยสำหรับทดสอบ"_s);
    row("EUC-JP", u"これは日本語のテストです。"_s);
    row("SHIFT_JIS", u"これは日本語のテストです。"_s);
    row("EUC-KR", u"안녕하세요. 오늘은 날씨가 좋습니다."_s);
    row("GB2312", u"今天天气很好，我们到公园去散步。"_s);
    row("BIG5", u"今天天氣很好，我們到公園去散步。"_s);
}

void FeedEncodingTest::decodeFeed_nothingSaid_isGuessed()
{
    QFETCH(const QByteArray, written);
    QFETCH(const QString, title);

    const DecodedFeed feed =
        decodeFeed(encoded(feedOf(title, QString()), written.constData()), QString());

    QCOMPARE(titleIn(feed), title);
    QCOMPARE(feed.issues.size(), 1);
}

void FeedEncodingTest::decodeFeed_utf7_isReadOnlyWhenSaid()
{
    const QByteArray feed = "<rss><title>+ADw-b+AD4-caf+AOk-</title></rss>";

    QCOMPARE(titleIn(decodeFeed(feed, QString())), u"+ADw-b+AD4-caf+AOk-"_s);
    QCOMPARE(titleIn(decodeFeed("<?xml version='1.0' encoding='utf-7'?>" + feed, QString())),
             u"<b>café"_s);
}

void FeedEncodingTest::decodeFeed_utf8WithWrongBytes_keepsTheRest()
{
    const QByteArray title = QByteArray("Привет, caf\xE9, \xF0\x9F\x98\x80 \xF0\x9F");
    const DecodedFeed feed = decodeFeed("<rss><title>" + title + "</title></rss>", QString());

    QCOMPARE(titleIn(feed), u"Привет, café, 😀 ðŸ"_s);
    QCOMPARE(feed.issues.size(), 1);
    QVERIFY(feed.utf8.isValidUtf8());
}

void FeedEncodingTest::decodeFeed_utf8_isNotCopied()
{
    const QByteArray bytes = feedOf(u"é"_s, u"utf-8"_s).toUtf8();
    const DecodedFeed feed = decodeFeed(bytes, u"application/rss+xml; charset=utf-8"_s);

    QCOMPARE(static_cast<const void *>(feed.utf8.constData()),
             static_cast<const void *>(bytes.constData()));
}

QTEST_GUILESS_MAIN(FeedEncodingTest)
#include "tst_feedencoding.moc"
