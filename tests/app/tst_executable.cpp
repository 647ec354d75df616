// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/locations.h"

#include <QImage>
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

private:
    struct Outcome
    {
        int exitCode = -1;
        QString output;
        QString errors;
    };
    [[nodiscard]] Outcome run(const QStringList &arguments, bool isConsentGiven = true) const;

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

QTEST_GUILESS_MAIN(ExecutableTest)
#include "tst_executable.moc"
