// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/warnings.h"
#include "ui/toast.h"

#include <QLabel>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;

class ToastTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void announce_message_isShownAsPlainText();
    void announce_action_runsOnceAndHides();
    void announce_another_takesTheFirstOnesPlace();
    void announce_fromTheAction_isShown();
    void closeButton_clicked_hidesWithoutTheAction();
    void place_anyWindowSize_isInsideAtTheBottom_data();
    void place_anyWindowSize_isInsideAtTheBottom();
    void place_windowResized_follows();
    void time_over_hidesUnlessTheKeyboardIsOnIt();

private:
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return m_toast->findChild<T *>(name);
    }

    std::unique_ptr<QWidget> m_window;
    Toast *m_toast = nullptr;
};

void ToastTest::init()
{
    failOnUnexpectedWarnings();
    m_window = std::make_unique<QWidget>();
    m_toast = new Toast(m_window.get());
    m_window->resize(600, 300);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QVERIFY(!m_toast->isVisible());
}

void ToastTest::cleanup()
{
    m_window.reset();
}

void ToastTest::announce_message_isShownAsPlainText()
{
    m_toast->announce(u"<b>Bold</b> & more"_s);
    QVERIFY(m_toast->isVisible());
    QCOMPARE(m_toast->message(), u"<b>Bold</b> & more"_s);
    QCOMPARE(child<QLabel>(u"toastLabel"_s)->textFormat(), Qt::PlainText);
    QVERIFY(!child<QToolButton>(u"toastActionButton"_s)->isVisible());
}

void ToastTest::announce_action_runsOnceAndHides()
{
    int runs = 0;
    m_toast->announce(u"Removed"_s, u"Undo"_s, [&] { ++runs; });
    auto *button = child<QToolButton>(u"toastActionButton"_s);
    QVERIFY(button->isVisible());
    QCOMPARE(button->text(), u"Undo"_s);

    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(runs, 1);
    QVERIFY(!m_toast->isVisible());
    button->click();
    QCOMPARE(runs, 1);
}

void ToastTest::announce_another_takesTheFirstOnesPlace()
{
    int runs = 0;
    m_toast->announce(u"Removed"_s, u"Undo"_s, [&] { ++runs; });
    m_toast->announce(u"Address copied"_s);
    QCOMPARE(m_toast->message(), u"Address copied"_s);
    auto *button = child<QToolButton>(u"toastActionButton"_s);
    QVERIFY(!button->isVisible());
    button->click();
    QCOMPARE(runs, 0);
}

void ToastTest::announce_fromTheAction_isShown()
{
    m_toast->announce(u"No program"_s, u"Copy link"_s, [&] { m_toast->announce(u"Copied"_s); });
    QTest::mouseClick(child<QToolButton>(u"toastActionButton"_s), Qt::LeftButton);
    QVERIFY(m_toast->isVisible());
    QCOMPARE(m_toast->message(), u"Copied"_s);
}

void ToastTest::closeButton_clicked_hidesWithoutTheAction()
{
    int runs = 0;
    m_toast->announce(u"Removed"_s, u"Undo"_s, [&] { ++runs; });
    QTest::mouseClick(child<QToolButton>(u"toastCloseButton"_s), Qt::LeftButton);
    QVERIFY(!m_toast->isVisible());
    QCOMPARE(runs, 0);
}

void ToastTest::place_anyWindowSize_isInsideAtTheBottom_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("message");
    const QString sentence = u"Your library is damaged. Copy its folder somewhere safe. "_s;
    QTest::newRow("short") << QSize(600, 300) << u"Copied"_s;
    QTest::newRow("long") << QSize(600, 300) << sentence.repeated(4);
    QTest::newRow("long in a narrow window") << QSize(300, 500) << sentence.repeated(4);
}

void ToastTest::place_anyWindowSize_isInsideAtTheBottom()
{
    QFETCH(const QSize, size);
    QFETCH(const QString, message);
    m_window->resize(size);
    m_toast->announce(message, u"Copy link"_s, [] {});
    QVERIFY(m_window->rect().contains(m_toast->geometry()));
    QVERIFY(m_toast->geometry().bottom() > m_window->height() - 40);
    const auto *label = child<QLabel>(u"toastLabel"_s);
    const int neededHeight =
        label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
    QVERIFY(label->height() >= neededHeight);
    QVERIFY(label->wordWrap() || label->width() >= label->sizeHint().width());
}

void ToastTest::place_windowResized_follows()
{
    m_toast->announce(u"Copied"_s);
    m_window->resize(900, 700);
    QTRY_VERIFY(qAbs(m_toast->geometry().center().x() - 450) <= 1);
    QVERIFY(m_toast->geometry().bottom() > 660);
    QVERIFY(m_window->rect().contains(m_toast->geometry()));
}

void ToastTest::time_over_hidesUnlessTheKeyboardIsOnIt()
{
    // The attended one starts first, so that its time is over before the other one's.
    m_toast->announce(u"Attended"_s);
    auto *close = child<QToolButton>(u"toastCloseButton"_s);
    close->setFocus(Qt::TabFocusReason);
    QVERIFY(close->hasFocus());
    // In a corner, away from the pointer, which would hold it, too.
    QWidget corner(m_window.get());
    corner.setGeometry(0, 0, 250, 80);
    corner.show();
    QTest::mouseMove(m_window.get(), QPoint(590, 10));
    Toast other(&corner);
    other.announce(u"Unattended"_s);
    QVERIFY(other.isVisible());

    QTRY_VERIFY_WITH_TIMEOUT(!other.isVisible(), 20000);
    QVERIFY(m_toast->isVisible());
}

QTEST_MAIN(ToastTest)
#include "tst_toast.moc"
