// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/locations.h"

#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;

/// The program itself, as a shell starts it.
class ExecutableTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void version_namesQtAndEngine();
    void help_goesToStandardOutput();
    void unknownOption_isUsageError();
    void root_withoutConsent_isRefused();
    void screenshot_ofGuide_isWritten();
    void screenshot_unwritable_isSaid();
    void extract_ofAPage_isOneObject();
    void extract_inAnyEncoding_isUnicode_data();
    void extract_inAnyEncoding_isUnicode();
    void extract_ofWhatIsNoPage_isMalformed_data();
    void extract_ofWhatIsNoPage_isMalformed();
    void extract_ofAFolder_isAnInputError();
    void extract_withoutABase_isUsageError();

private:
    struct Outcome
    {
        int exitCode = -1;
        QString output;
        QString errors;
    };
    [[nodiscard]] Outcome run(const QStringList &arguments, bool isConsentGiven = true) const;

    [[nodiscard]] Outcome extract(const QString &file) const;
    /// A file with this in it.
    [[nodiscard]] QString newFile(const QString &name, const QByteArray &bytes) const;

    QTemporaryDir m_folder;
};

ExecutableTest::Outcome ExecutableTest::run(const QStringList &arguments, bool isConsentGiven) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"QTWEBENGINE_DISABLE_SANDBOX"_s);
    if (isConsentGiven && geteuid() == 0)
        environment.insert(u"QTWEBENGINE_DISABLE_SANDBOX"_s, u"1"_s);
    environment.insert(u"XDG_RUNTIME_DIR"_s, m_folder.path());
    environment.insert(u"LECTERN_LIBRARY"_s, m_folder.filePath(u"library"_s));
    if (arguments.contains(u"--extract"_s)) {
        for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
            environment.remove(name);
        environment.insert(u"HOME"_s, m_folder.filePath(u"home"_s));
        environment.insert(u"LECTERN_LIBRARY"_s, m_folder.filePath(u"untouched"_s));
    }
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(LECTERN_EXECUTABLE), arguments);
    if (!process.waitForFinished(60'000))
        return {};
    return {process.exitCode(), QString::fromLocal8Bit(process.readAllStandardOutput()),
            QString::fromLocal8Bit(process.readAllStandardError())};
}

void ExecutableTest::version_namesQtAndEngine()
{
    const Outcome outcome = run({u"--version"_s});
    QCOMPARE(outcome.exitCode, 0);
    const QRegularExpression expected(
        u"Lectern \\d.*\nQt 6\\.\\d.*\nQt WebEngine 6\\.\\d.*\nChromium \\d+\\."_s);
    QVERIFY2(expected.match(outcome.output).hasMatch(), qPrintable(outcome.output));
}

void ExecutableTest::help_goesToStandardOutput()
{
    const Outcome outcome = run({u"--help"_s});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.output.contains(u"--collection"_s));
}

void ExecutableTest::unknownOption_isUsageError()
{
    const Outcome outcome = run({u"--frobnicate"_s});
    QCOMPARE(outcome.exitCode, 64);
    QVERIFY(outcome.errors.contains(u"frobnicate"_s));
}

void ExecutableTest::root_withoutConsent_isRefused()
{
    if (geteuid() != 0)
        QSKIP("only root is refused");
    const Outcome outcome = run({}, false);
    QCOMPARE(outcome.exitCode, 77);
    QVERIFY(outcome.errors.contains(u"QTWEBENGINE_DISABLE_SANDBOX=1"_s));
}

void ExecutableTest::screenshot_ofGuide_isWritten()
{
    const QString file = m_folder.filePath(u"window.png"_s);
    const Outcome outcome = run({u"--screenshot"_s, file, u"lectern://guide/first-steps"_s});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.errors));
    const QImage picture(file);
    QVERIFY(picture.width() > 600);
    // The article's side must hold text, not only a plain background.
    QSet<QRgb> colours;
    for (int x = picture.width() / 2; x < picture.width(); x += 3) {
        for (int y = picture.height() / 4; y < picture.height(); y += 3)
            colours.insert(picture.pixel(x, y));
    }
    QVERIFY(colours.size() > 10);
}

void ExecutableTest::screenshot_unwritable_isSaid()
{
    const Outcome outcome =
        run({u"--screenshot"_s, u"/proc/no/such/place.png"_s, u"lectern://guide/keys"_s});
    QCOMPARE(outcome.exitCode, 73);
    QVERIFY(outcome.errors.contains(u"/proc/no/such/place.png"_s));
}

ExecutableTest::Outcome ExecutableTest::extract(const QString &file) const
{
    return run({u"--extract"_s, file, u"--base"_s, u"https://site.example/2024/a.html"_s});
}

QString ExecutableTest::newFile(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName()
                                                                                : QString();
}

void ExecutableTest::extract_ofAPage_isOneObject()
{
    const Outcome outcome = extract(QStringLiteral(LECTERN_TEST_DATA "/articles/news.html"));
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.errors));
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(outcome.output.toUtf8(), &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(object.keys(),
             (QStringList{u"byline"_s, u"content"_s, u"excerpt"_s, u"published"_s, u"site"_s,
                          u"title"_s}));
    QCOMPARE(object.value(u"title"_s).toString(), u"The last ferry"_s);
    QCOMPARE(object.value(u"byline"_s).toString(), u"Kim Aster"_s);
    QCOMPARE(object.value(u"site"_s).toString(), u"Coast Courier"_s);
    QCOMPARE(object.value(u"published"_s).toString(), u"2024-03-01T09:00:00Z"_s);
    const QString content = object.value(u"content"_s).toString();
    QVERIFY(content.contains(u"src=\"https://site.example/ferry.jpg\""_s));
    QVERIFY(!QFileInfo::exists(m_folder.filePath(u"untouched"_s)));
}

void ExecutableTest::extract_inAnyEncoding_isUnicode_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QString>("expected");
    QTest::newRow("utf-8, not said") << QByteArray() << QByteArray("na\xc3\xafve") << u"naïve"_s;
    QTest::newRow("windows-1252, not said") << QByteArray() << QByteArray("na\xefve") << u"naïve"_s;
    QTest::newRow("windows-1251") << QByteArray("<meta charset=windows-1251>")
                                  << QByteArray("\xcc\xee\xf0\xe5") << u"Море"_s;
    QTest::newRow("shift_jis") << QByteArray("<meta http-equiv=Content-Type content='text/html; "
                                             "charset=Shift_JIS'>")
                               << QByteArray("\x8a\x43") << u"海"_s;
}

void ExecutableTest::extract_inAnyEncoding_isUnicode()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, word);
    QFETCH(QString, expected);
    const QString file = newFile(u"page.html"_s,
                                 "<!DOCTYPE html><html><head>" + head + "<title>" + word
                                     + "</title></head><body><p>" + word + "</p></body></html>");
    const Outcome outcome = extract(file);
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.errors));
    const QJsonObject object = QJsonDocument::fromJson(outcome.output.toUtf8()).object();
    QCOMPARE(object.value(u"title"_s).toString(), expected);
    QVERIFY(object.value(u"content"_s).toString().contains(expected));
}

void ExecutableTest::extract_ofWhatIsNoPage_isMalformed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no text") << QByteArray("<title>x</title><body><script>1</script>");
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", 20);
    QTest::newRow("no file") << QByteArray("\1");
}

void ExecutableTest::extract_ofWhatIsNoPage_isMalformed()
{
    QFETCH(QByteArray, bytes);
    const QString file =
        bytes == "\1" ? m_folder.filePath(u"no-such-page.html"_s) : newFile(u"page.html"_s, bytes);
    const Outcome outcome = extract(file);
    QCOMPARE(outcome.exitCode, 65);
    QCOMPARE(outcome.output, QString());
    QVERIFY2(outcome.errors.contains(QFileInfo(file).fileName()), qPrintable(outcome.errors));
}

void ExecutableTest::extract_ofAFolder_isAnInputError()
{
    const Outcome outcome = extract(m_folder.path());
    QCOMPARE(outcome.exitCode, 74);
    QVERIFY(outcome.errors.contains(m_folder.path()));
}

void ExecutableTest::extract_withoutABase_isUsageError()
{
    const Outcome outcome = run({u"--extract"_s, u"page.html"_s});
    QCOMPARE(outcome.exitCode, 64);
    QVERIFY(outcome.errors.contains(u"--base"_s));
}

QTEST_GUILESS_MAIN(ExecutableTest)
#include "tst_executable.moc"
