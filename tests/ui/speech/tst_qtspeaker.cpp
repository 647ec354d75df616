// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/speech/qtspeaker.h"

#include <QRegularExpression>
#include <QTest>
#include <QTextToSpeechEngine>
#include <QTextToSpeechPlugin>
#include <QtPlugin>

#include <optional>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

class TestVoice;
/// The one that Qt has made last.
TestVoice *theVoice = nullptr;

/// A voice that says nothing but keeps what it was given, until it is told to have said it.
class TestVoice final : public QTextToSpeechEngine
{
    Q_OBJECT

public:
    explicit TestVoice(QObject *parent) : QTextToSpeechEngine(parent) { theVoice = this; }
    ~TestVoice() override
    {
        if (theVoice == this)
            theVoice = nullptr;
    }

    void go(QTextToSpeech::State state)
    {
        m_state = state;
        emit stateChanged(state);
    }
    [[nodiscard]] QStringList takeSaid() { return std::exchange(m_said, {}); }

    [[nodiscard]] QList<QLocale> availableLocales() const override
    {
        return {QLocale(u"en_GB"_s), QLocale(u"de_DE"_s)};
    }
    [[nodiscard]] QList<QVoice> availableVoices() const override { return {}; }
    void say(const QString &text) override
    {
        m_said.append(text);
        go(QTextToSpeech::Speaking);
    }
    void stop(QTextToSpeech::BoundaryHint) override { go(QTextToSpeech::Ready); }
    void pause(QTextToSpeech::BoundaryHint) override { }
    void resume() override { }
    [[nodiscard]] double rate() const override { return 0; }
    bool setRate(double) override { return false; }
    [[nodiscard]] double pitch() const override { return 0; }
    bool setPitch(double) override { return false; }
    [[nodiscard]] QLocale locale() const override { return m_locale; }
    bool setLocale(const QLocale &locale) override
    {
        m_locale = locale;
        return true;
    }
    [[nodiscard]] double volume() const override { return 1; }
    bool setVolume(double) override { return false; }
    [[nodiscard]] QVoice voice() const override { return {}; }
    bool setVoice(const QVoice &) override { return false; }
    [[nodiscard]] QTextToSpeech::State state() const override { return m_state; }
    [[nodiscard]] QTextToSpeech::ErrorReason errorReason() const override
    {
        return QTextToSpeech::ErrorReason::NoError;
    }
    [[nodiscard]] QString errorString() const override { return {}; }

private:
    QTextToSpeech::State m_state = QTextToSpeech::Ready;
    QStringList m_said;
    QLocale m_locale = QLocale(u"en_GB"_s);
};

} // namespace

class TestVoicePlugin final : public QObject, public QTextToSpeechPlugin
{
    Q_OBJECT
    Q_INTERFACES(QTextToSpeechPlugin)
    Q_PLUGIN_METADATA(IID "org.qt-project.qt.speech.tts.plugin/6.0" FILE "testvoice.json")

public:
    QTextToSpeechEngine *createTextToSpeechEngine(const QVariantMap &, QObject *parent,
                                                  QString *) const override
    {
        return new TestVoice(parent);
    }
};

class QtSpeakerTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void say_paragraphs_oneAfterAnother();
    void say_nothing_endsAtOnce();
    void say_whileSpeaking_endsTheFormer();
    void say_inALanguage_takesAVoiceForIt();
    void stop_inTheMiddle_endsWithoutAnError();
    void voice_failing_isToldAndMadeAnew();

private:
    void say(const QStringList &paragraphs, const QString &language = {});

    std::unique_ptr<QtSpeaker> m_speaker;
    QList<Result<void>> m_endings;
};

void QtSpeakerTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_endings.clear();
    m_speaker = std::make_unique<QtSpeaker>();
}

void QtSpeakerTest::say(const QStringList &paragraphs, const QString &language)
{
    m_speaker->say(paragraphs, language,
                   [this](const Result<void> &outcome) { m_endings.append(outcome); });
}

void QtSpeakerTest::say_paragraphs_oneAfterAnother()
{
    say({u"one"_s, u"two"_s});
    QTRY_COMPARE(theVoice->state(), QTextToSpeech::Speaking);
    QCOMPARE(theVoice->takeSaid(), QStringList(u"one"_s));
    theVoice->go(QTextToSpeech::Ready);
    QTRY_COMPARE(theVoice->state(), QTextToSpeech::Speaking);
    QCOMPARE(theVoice->takeSaid(), QStringList(u"two"_s));
    QVERIFY(m_endings.isEmpty());
    theVoice->go(QTextToSpeech::Ready);
    QCOMPARE(m_endings.size(), 1);
    QVERIFY(m_endings.first());
}

void QtSpeakerTest::say_nothing_endsAtOnce()
{
    say({});
    QCOMPARE(m_endings.size(), 1);
    QVERIFY(m_endings.first());
}

void QtSpeakerTest::say_whileSpeaking_endsTheFormer()
{
    say({u"one"_s, u"two"_s});
    QTRY_COMPARE(theVoice->state(), QTextToSpeech::Speaking);
    say({u"three"_s});
    QCOMPARE(m_endings.size(), 1);
    QTRY_COMPARE(theVoice->state(), QTextToSpeech::Speaking);
    QCOMPARE(theVoice->takeSaid(), QStringList({u"one"_s, u"three"_s}));
    theVoice->go(QTextToSpeech::Ready);
    QCOMPARE(m_endings.size(), 2);
}

void QtSpeakerTest::say_inALanguage_takesAVoiceForIt()
{
    say({u"eins"_s}, u"de-AT"_s);
    QCOMPARE(theVoice->locale(), QLocale(u"de_DE"_s));
    m_speaker->stop();
    say({u"unknown"_s}, u"tlh"_s);
    QCOMPARE(theVoice->locale(), QLocale(u"de_DE"_s));
}

void QtSpeakerTest::stop_inTheMiddle_endsWithoutAnError()
{
    say({u"one"_s, u"two"_s});
    QTRY_COMPARE(theVoice->state(), QTextToSpeech::Speaking);
    m_speaker->stop();
    QCOMPARE(m_endings.size(), 1);
    QVERIFY(m_endings.first());
    QCOMPARE(theVoice->state(), QTextToSpeech::Ready);
    QCoreApplication::processEvents();
    QCOMPARE(theVoice->takeSaid(), QStringList(u"one"_s));
}

void QtSpeakerTest::voice_failing_isToldAndMadeAnew()
{
    say({u"one"_s, u"two"_s});
    QTRY_COMPARE(theVoice->state(), QTextToSpeech::Speaking);
    const TestVoice *broken = theVoice;
    theVoice->go(QTextToSpeech::Error);
    QCOMPARE(m_endings.size(), 1);
    QVERIFY(!m_endings.first());
    QCOMPARE(m_endings.first().error().code, ErrorCode::InputOutput);
    say({u"again"_s});
    QVERIFY(theVoice != broken);
    QTRY_COMPARE(theVoice->state(), QTextToSpeech::Speaking);
    QCOMPARE(theVoice->takeSaid(), QStringList(u"again"_s));
}

Q_IMPORT_PLUGIN(TestVoicePlugin)
QTEST_GUILESS_MAIN(QtSpeakerTest)
#include "tst_qtspeaker.moc"
