// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errortext.h"

#include <QFile>
#include <QSet>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array allCodes{
    ErrorCode::NotFound,
    ErrorCode::PermissionDenied,
    ErrorCode::DiskFull,
    ErrorCode::Locked,
    ErrorCode::Damaged,
    ErrorCode::NewerVersion,
    ErrorCode::Malformed,
    ErrorCode::TooLarge,
    ErrorCode::InputOutput,
    ErrorCode::Cancelled,
    ErrorCode::Internal,
    ErrorCode::Offline,
    ErrorCode::HostNotFound,
    ErrorCode::ConnectionRefused,
    ErrorCode::ConnectionLost,
    ErrorCode::TimedOut,
    ErrorCode::InsecureConnection,
    ErrorCode::ProxyRefused,
    ErrorCode::AddressRefused,
    ErrorCode::TooManyRedirects,
    ErrorCode::RedirectRefused,
    ErrorCode::LoginRequired,
    ErrorCode::Gone,
    ErrorCode::TooManyRequests,
    ErrorCode::HttpStatus,
};

constexpr std::array allProblems{
    PageProblem::Offline,           PageProblem::HostNotFound, PageProblem::ConnectionRefused,
    PageProblem::ConnectionLost,    PageProblem::TimedOut,     PageProblem::InsecureConnection,
    PageProblem::TooManyRedirects,  PageProblem::HttpStatus,   PageProblem::NotAnArticle,
    PageProblem::Crashed,           PageProblem::OutOfMemory,  PageProblem::AddressRefused,
    PageProblem::EngineUnavailable, PageProblem::Other,
};

Error errorOf(ErrorCode code)
{
    return {ErrorKind::Environment, code, u"the technical reason"_s};
}

/// What is wrong with a sentence for people; empty if nothing is.
QString flawOf(const QString &text)
{
    if (text.trimmed().isEmpty())
        return u"It is empty"_s;
    if (!text.endsWith(u'.'))
        return u"It does not end as a sentence: "_s + text;
    if (text.contains(u".."_s) || text.contains(u" ."_s))
        return u"Its stops are wrong: "_s + text;
    if (text.contains(QRegularExpression(u"%[0-9n]"_s)))
        return u"It has an unfilled place: "_s + text;
    return {};
}

QString flawOf(const ErrorText &text)
{
    if (text.title.isEmpty() || text.title.endsWith(u'.'))
        return u"No title, or one like a sentence: "_s + text.title;
    if (!QFile::exists(u":/icons/%1.svg"_s.arg(text.iconName)))
        return u"No icon named "_s + text.iconName;
    return flawOf(text.text);
}

} // namespace

class ErrorTextTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void libraryErrorText_everyCode_isASentenceNamingTheFolder();
    void libraryErrorText_tellableCodes_differ();
    void saveErrorText_everyCode_isASentence();
    void collectionErrorText_everyCode_isASentenceNamingTheFile();
    void fetchErrorText_everyCode_isASentence();
    void fetchErrorText_networkCodes_differ();
    void fetchErrorText_otherStatus_hasTheNumber();
    void pageErrorText_everyProblem_isASentenceOfItsOwn();
    void pageErrorText_addressWithUserInfo_doesNotShowIt();
    void pageErrorText_addressWithoutSite_isShownItself();
    void httpStatusText_everyStatus_isASentenceWithTheNumber();
};

void ErrorTextTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void ErrorTextTest::libraryErrorText_everyCode_isASentenceNamingTheFolder()
{
    for (const ErrorCode code : allCodes) {
        const ErrorText text = libraryErrorText(errorOf(code), u"/home/reader/library"_s);
        QCOMPARE(flawOf(text), QString());
        QVERIFY2(text.text.contains(u"/home/reader/library"_s), qPrintable(text.text));
    }
}

void ErrorTextTest::libraryErrorText_tellableCodes_differ()
{
    const std::initializer_list<ErrorCode> tellable{
        ErrorCode::PermissionDenied, ErrorCode::DiskFull,  ErrorCode::Locked,
        ErrorCode::Damaged,          ErrorCode::Malformed, ErrorCode::NewerVersion,
        ErrorCode::InputOutput,
    };
    QSet<QString> titles;
    for (const ErrorCode code : tellable)
        titles.insert(libraryErrorText(errorOf(code), u"/library"_s).title);
    QCOMPARE(titles.size(), qsizetype(tellable.size()));
    const QString text = libraryErrorText(errorOf(ErrorCode::InputOutput), u"/library"_s).text;
    QVERIFY2(text.contains(u"the technical reason"_s), qPrintable(text));
}

void ErrorTextTest::saveErrorText_everyCode_isASentence()
{
    QSet<QString> texts;
    for (const ErrorCode code : allCodes) {
        const QString text = saveErrorText(errorOf(code));
        QCOMPARE(flawOf(text), QString());
        texts.insert(text);
    }
    QVERIFY(texts.size() >= 5);
}

void ErrorTextTest::collectionErrorText_everyCode_isASentenceNamingTheFile()
{
    QSet<QString> texts;
    for (const ErrorCode code : allCodes) {
        const QString text = collectionErrorText(u"/tmp/mine.json"_s, errorOf(code));
        QCOMPARE(flawOf(text), QString());
        QVERIFY2(text.contains(u"/tmp/mine.json"_s), qPrintable(text));
        texts.insert(text);
    }
    QVERIFY(texts.size() >= 6);
}

void ErrorTextTest::fetchErrorText_everyCode_isASentence()
{
    for (const ErrorCode code : allCodes)
        QCOMPARE(flawOf(fetchErrorText(u"Example"_s, errorOf(code), 500)), QString());
}

void ErrorTextTest::fetchErrorText_networkCodes_differ()
{
    const std::initializer_list<ErrorCode> tellable{
        ErrorCode::Offline,         ErrorCode::HostNotFound,   ErrorCode::ConnectionRefused,
        ErrorCode::ConnectionLost,  ErrorCode::TimedOut,       ErrorCode::InsecureConnection,
        ErrorCode::ProxyRefused,    ErrorCode::AddressRefused, ErrorCode::TooManyRedirects,
        ErrorCode::RedirectRefused, ErrorCode::LoginRequired,  ErrorCode::Gone,
        ErrorCode::TooManyRequests, ErrorCode::HttpStatus,     ErrorCode::NotFound,
        ErrorCode::TooLarge,
    };
    QSet<QString> texts;
    for (const ErrorCode code : tellable)
        texts << fetchErrorText(u"Example"_s, errorOf(code), {});
    QCOMPARE(texts.size(), qsizetype(tellable.size()));
}

void ErrorTextTest::fetchErrorText_otherStatus_hasTheNumber()
{
    const QString text = fetchErrorText(u"Example"_s, errorOf(ErrorCode::HttpStatus), 507);
    QVERIFY2(text.contains(u"507"_s), qPrintable(text));
}

void ErrorTextTest::pageErrorText_everyProblem_isASentenceOfItsOwn()
{
    QSet<QString> wholes;
    for (const PageProblem problem : allProblems) {
        const ErrorText text =
            pageErrorText({problem, QUrl(u"https://www.example.org/a"_s), 404, u"net::ERR"_s});
        QCOMPARE(flawOf(text), QString());
        wholes.insert(text.title + text.text);
    }
    QCOMPARE(wholes.size(), qsizetype(allProblems.size()));
}

void ErrorTextTest::pageErrorText_addressWithUserInfo_doesNotShowIt()
{
    const std::initializer_list<QString> addresses{u"https://name:secret@example.org/a"_s,
                                                   u"ftp://name:secret@/a"_s};
    for (const QString &address : addresses) {
        for (const PageProblem problem : allProblems) {
            const ErrorText text = pageErrorText({problem, QUrl(address), 0, {}});
            const QString whole = text.title + u' ' + text.text;
            QVERIFY2(!whole.contains(u"secret"_s) && !whole.contains(u"name:"_s),
                     qPrintable(whole));
        }
    }
}

void ErrorTextTest::pageErrorText_addressWithoutSite_isShownItself()
{
    const ErrorText text =
        pageErrorText({PageProblem::Other, QUrl(u"lectern://guide/nowhere"_s), 0, {}});
    QVERIFY2(text.title.contains(u"lectern://guide/nowhere"_s), qPrintable(text.title));
}

void ErrorTextTest::httpStatusText_everyStatus_isASentenceWithTheNumber()
{
    for (int status = 400; status < 600; ++status) {
        const QString text = httpStatusText(status);
        QCOMPARE(flawOf(text), QString());
        QVERIFY2(text.contains(QString::number(status)), qPrintable(text));
    }
    QVERIFY(httpStatusText(404) != httpStatusText(410).replace(u"410"_s, u"404"_s));
    QVERIFY(httpStatusText(500) != httpStatusText(400).replace(u"400"_s, u"500"_s));
}

QTEST_GUILESS_MAIN(ErrorTextTest)
#include "tst_errortext.moc"
