// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/warnings.h"
#include "ui/findbar.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;

class FindBarTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void bar_atFirst_isHidden();
    void start_withoutSuggestion_takesTheKeyboard();
    void start_withSuggestion_isThatOnOneLine();
    void start_again_searchesForTheWordsBefore();
    void typing_eachKey_isTold();
    void keys_enterAndShiftEnter_goOnAndBack();
    void buttons_clicked_goOnAndBack();
    void showResult_anyCount_isShown_data();
    void showResult_anyCount_isShown();
    void showResult_fieldEmptied_isCleared();
    void end_anyWay_hidesAndUnmarks();

private:
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return m_window->findChild<T *>(name);
    }

    std::unique_ptr<QWidget> m_window;
    FindBar *m_bar = nullptr;
    std::unique_ptr<QSignalSpy> m_texts;
    std::unique_ptr<QSignalSpy> m_next;
    std::unique_ptr<QSignalSpy> m_previous;
    std::unique_ptr<QSignalSpy> m_ended;
};

void FindBarTest::init()
{
    failOnUnexpectedWarnings();
    m_window = std::make_unique<QWidget>();
    m_bar = new FindBar(m_window.get());
    auto *layout = new QVBoxLayout(m_window.get());
    layout->addWidget(new QLineEdit(m_window.get()));
    layout->addWidget(m_bar);
    m_window->resize(500, 200);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_texts = std::make_unique<QSignalSpy>(m_bar, &FindBar::textChanged);
    m_next = std::make_unique<QSignalSpy>(m_bar, &FindBar::nextRequested);
    m_previous = std::make_unique<QSignalSpy>(m_bar, &FindBar::previousRequested);
    m_ended = std::make_unique<QSignalSpy>(m_bar, &FindBar::ended);
}

void FindBarTest::cleanup()
{
    m_window.reset();
}

void FindBarTest::bar_atFirst_isHidden()
{
    QVERIFY(!m_bar->isVisible());
}

void FindBarTest::start_withoutSuggestion_takesTheKeyboard()
{
    m_bar->start({});
    QVERIFY(m_bar->isVisible());
    QVERIFY(child<QLineEdit>(u"findLineEdit"_s)->hasFocus());
    QCOMPARE(m_bar->text(), QString());
    QCOMPARE(m_texts->size(), 0);
}

void FindBarTest::start_withSuggestion_isThatOnOneLine()
{
    m_bar->start(u"two\n  lines "_s);
    QCOMPARE(m_bar->text(), u"two lines"_s);
    QCOMPARE(m_texts->size(), 1);
    QCOMPARE(m_texts->constFirst().constFirst(), u"two lines"_s);
    QCOMPARE(child<QLineEdit>(u"findLineEdit"_s)->selectedText(), u"two lines"_s);
}

void FindBarTest::start_again_searchesForTheWordsBefore()
{
    m_bar->start(u"words"_s);
    m_bar->end();
    m_texts->clear();

    m_bar->start({});

    QCOMPARE(m_bar->text(), u"words"_s);
    QCOMPARE(m_texts->size(), 1);
    QCOMPARE(m_texts->constFirst().constFirst(), u"words"_s);
    QTest::keyClicks(child<QLineEdit>(u"findLineEdit"_s), u"x"_s); // replaces what is selected
    QCOMPARE(m_bar->text(), u"x"_s);
}

void FindBarTest::typing_eachKey_isTold()
{
    m_bar->start({});
    QTest::keyClicks(child<QLineEdit>(u"findLineEdit"_s), u"gil"_s);
    QCOMPARE(m_texts->size(), 3);
    QCOMPARE(m_texts->constLast().constFirst(), u"gil"_s);
}

void FindBarTest::keys_enterAndShiftEnter_goOnAndBack()
{
    m_bar->start(u"gil"_s);
    auto *field = child<QLineEdit>(u"findLineEdit"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTest::keyClick(field, Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(m_next->size(), 2);
    QCOMPARE(m_previous->size(), 0);

    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(m_next->size(), 2);
    QCOMPARE(m_previous->size(), 1);
}

void FindBarTest::buttons_clicked_goOnAndBack()
{
    m_bar->start(u"gil"_s);
    QTest::mouseClick(child<QToolButton>(u"findNextButton"_s), Qt::LeftButton);
    QCOMPARE(m_next->size(), 1);
    QTest::mouseClick(child<QToolButton>(u"findPreviousButton"_s), Qt::LeftButton);
    QCOMPARE(m_previous->size(), 1);
    QVERIFY(child<QLineEdit>(u"findLineEdit"_s)->hasFocus());
}

void FindBarTest::showResult_anyCount_isShown_data()
{
    QTest::addColumn<int>("current");
    QTest::addColumn<int>("total");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0 << 0 << u"No match"_s;
    QTest::newRow("only one") << 1 << 1 << u"1 of 1"_s;
    QTest::newRow("some") << 3 << 12 << u"3 of 12"_s;
}

void FindBarTest::showResult_anyCount_isShown()
{
    QFETCH(const int, current);
    QFETCH(const int, total);
    m_bar->start(u"gil"_s);
    m_bar->showResult(current, total);
    QTEST(child<QLabel>(u"findCountLabel"_s)->text(), "text");
}

void FindBarTest::showResult_fieldEmptied_isCleared()
{
    m_bar->start(u"gil"_s);
    m_bar->showResult(1, 2);
    child<QLineEdit>(u"findLineEdit"_s)->clear();
    QCOMPARE(child<QLabel>(u"findCountLabel"_s)->text(), QString());
    m_bar->showResult(0, 0); // the answer to the words that are gone
    QCOMPARE(child<QLabel>(u"findCountLabel"_s)->text(), QString());
}

void FindBarTest::end_anyWay_hidesAndUnmarks()
{
    m_bar->start(u"gil"_s);
    m_bar->showResult(1, 2);
    m_texts->clear();

    QTest::mouseClick(child<QToolButton>(u"findCloseButton"_s), Qt::LeftButton);

    QVERIFY(!m_bar->isVisible());
    QCOMPARE(m_ended->size(), 1);
    QCOMPARE(m_texts->size(), 1);
    QCOMPARE(m_texts->constFirst().constFirst(), QString());
    QCOMPARE(child<QLabel>(u"findCountLabel"_s)->text(), QString());
    QCOMPARE(m_bar->text(), u"gil"_s);
}

QTEST_MAIN(FindBarTest)
#include "tst_findbar.moc"
