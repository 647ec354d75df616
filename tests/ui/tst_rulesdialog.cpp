// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/scopemodel.h"
#include "support/templibrary.h"
#include "support/warnings.h"
#include "ui/ruledialog.h"
#include "ui/rulesdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <functional>
#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;

class RulesDialogTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void add_ruleTyped_isStoredAndListed();
    void edit_rule_startsWithWhatItIs();
    void remove_rule_asksFirst();
    void move_rule_isStored_data();
    void move_rule_isStored();
    void move_atTheEnds_isNotOffered();
    void tag_typed_bookmarks();
    void preview_whileTyping_showsWhatItWouldCatch();
    void preview_ofOneFeed_looksThereOnly();
    void save_withoutWordsOrAct_isNotOffered();
    void hide_checked_makesOtherActsMoot();

private:
    [[nodiscard]] RuleDialog *askForRule(const QString &button);
    void click(const QString &button)
    {
        QTest::mouseClick(m_dialog->findChild<QPushButton *>(button), Qt::LeftButton);
    }
    [[nodiscard]] static QPushButton *saveButton(const RuleDialog &rule)
    {
        return rule.findChild<QDialogButtonBox *>(u"ruleButtonBox"_s)
            ->button(QDialogButtonBox::Save);
    }
    [[nodiscard]] QStringList listed() const;
    [[nodiscard]] static QStringList caught(const RuleDialog &rule);
    void showDialog();
    /// Two more, and shows the dialog anew.
    void addRules();
    [[nodiscard]] QStringList storedQueries()
    {
        QStringList queries;
        for (const ArrivalRule &rule : stored())
            queries.append(rule.query);
        return queries;
    }
    [[nodiscard]] QList<ArrivalRule> stored()
    {
        return TempLibrary::valueOf(m_kept->library().rules());
    }

    std::unique_ptr<TempLibrary> m_kept;
    std::unique_ptr<ScopeModel> m_scopes;
    std::unique_ptr<RulesDialog> m_dialog;
    SourceId m_feed;
};

void RulesDialogTest::initTestCase()
{
    qRegisterMetaType<LibraryChange>();
}

void RulesDialogTest::init()
{
    failOnUnexpectedWarnings();
    m_kept = std::make_unique<TempLibrary>();
    m_kept->store(
        u"Mine"_s,
        {incomingPost(u"a"_s, u"Life of the GIL"_s), incomingPost(u"b"_s, u"Goroutines"_s)});
    m_feed = TempLibrary::valueOf(
        m_kept->library().addFeed(QUrl(u"https://feeds.example/"_s), u"News"_s));
    IncomingFeed brought;
    brought.articles = {incomingPost(u"c"_s, u"The GIL again"_s)};
    brought.check.source = m_feed;
    brought.check.at = QDateTime::currentDateTimeUtc();
    brought.check.due = brought.check.at.addSecs(3600);
    TempLibrary::valueOf(m_kept->library().storeFeeds({brought}));
    ArrivalRule rule;
    rule.query = u"weather"_s;
    rule.hides = true;
    TempLibrary::valueOf(m_kept->library().saveRule(rule));
    m_scopes = std::make_unique<ScopeModel>(m_kept->library());
    m_scopes->refresh();
    QTRY_COMPARE(m_scopes->rowCount(), 5);
    showDialog();
    QTRY_COMPARE(listed(), QStringList{u"weather: hide"_s});
}

void RulesDialogTest::cleanup()
{
    m_dialog.reset();
    m_scopes.reset();
    m_kept.reset();
}

void RulesDialogTest::addRules()
{
    for (const QString &query : {u"two"_s, u"three"_s}) {
        ArrivalRule rule;
        rule.query = query;
        rule.marksRead = true;
        TempLibrary::valueOf(m_kept->library().saveRule(rule));
    }
    showDialog();
    QTRY_COMPARE(listed().size(), 3);
}

void RulesDialogTest::showDialog()
{
    m_dialog = std::make_unique<RulesDialog>(m_kept->library(), *m_scopes);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

RuleDialog *RulesDialogTest::askForRule(const QString &button)
{
    click(button);
    return m_dialog->findChild<RuleDialog *>();
}

QStringList RulesDialogTest::listed() const
{
    QStringList rows;
    const auto *list = m_dialog->findChild<QListWidget *>(u"rulesListWidget"_s);
    for (int row = 0; row < list->count(); ++row)
        rows.append(list->item(row)->text());
    return rows;
}

QStringList RulesDialogTest::caught(const RuleDialog &rule)
{
    QStringList rows;
    const auto *list = rule.findChild<QListWidget *>(u"rulePreviewListWidget"_s);
    for (int row = 0; row < list->count(); ++row)
        rows.append(list->item(row)->text());
    rows.sort();
    return rows;
}

void RulesDialogTest::add_ruleTyped_isStoredAndListed()
{
    RuleDialog *rule = askForRule(u"addRuleButton"_s);
    QTest::keyClicks(rule->findChild<QLineEdit *>(u"ruleQueryLineEdit"_s), u"gil OR python"_s);
    rule->findChild<QComboBox *>(u"ruleSourceComboBox"_s)->setCurrentIndex(1);
    rule->findChild<QCheckBox *>(u"ruleBookmarkCheckBox"_s)->setChecked(true);
    QTest::keyClicks(rule->findChild<QLineEdit *>(u"ruleTagsLineEdit"_s), u"threads, , gil"_s);
    QTest::mouseClick(saveButton(*rule), Qt::LeftButton);
    QTRY_COMPARE(
        listed(),
        QStringList({u"weather: hide"_s, u"gil OR python in News: bookmark with threads, gil"_s}));
    ArrivalRule expected;
    expected.id = stored().constLast().id;
    expected.query = u"gil OR python"_s;
    expected.source = m_feed;
    expected.bookmarks = true;
    expected.tags = QStringList{u"threads"_s, u"gil"_s};
    QCOMPARE(stored().constLast(), expected);
}

void RulesDialogTest::edit_rule_startsWithWhatItIs()
{
    RuleDialog *rule = askForRule(u"editRuleButton"_s);
    QCOMPARE(rule->findChild<QLineEdit *>(u"ruleQueryLineEdit"_s)->text(), u"weather"_s);
    QVERIFY(rule->findChild<QCheckBox *>(u"ruleHideCheckBox"_s)->isChecked());
    rule->findChild<QCheckBox *>(u"ruleHideCheckBox"_s)->setChecked(false);
    rule->findChild<QCheckBox *>(u"ruleReadCheckBox"_s)->setChecked(true);
    QTest::mouseClick(saveButton(*rule), Qt::LeftButton);
    QTRY_COMPARE(listed(), QStringList{u"weather: mark as read"_s});
    QCOMPARE(stored().size(), 1);
}

void RulesDialogTest::remove_rule_asksFirst()
{
    click(u"removeRuleButton"_s);
    auto *question = m_dialog->findChild<QMessageBox *>(u"removeRuleMessageBox"_s);
    QVERIFY(question != nullptr);
    QCOMPARE(stored().size(), 1);
    for (QAbstractButton *button : question->buttons()) {
        if (question->buttonRole(button) == QMessageBox::DestructiveRole)
            button->click();
    }
    QTRY_COMPARE(listed(), QStringList());
    QVERIFY(stored().isEmpty());
    QVERIFY(!m_dialog->findChild<QPushButton *>(u"removeRuleButton"_s)->isEnabled());
}

void RulesDialogTest::move_rule_isStored_data()
{
    QTest::addColumn<std::function<void(RulesDialog &)>>("move");
    using Move = std::function<void(RulesDialog &)>;
    const auto button = [](const QString &name) {
        return Move([name](RulesDialog &dialog) {
            QTest::mouseClick(dialog.findChild<QToolButton *>(name), Qt::LeftButton);
        });
    };
    QTest::newRow("down") << button(u"moveRuleDownButton"_s);
    QTest::newRow("key") << Move([](RulesDialog &dialog) {
        QTRY_VERIFY(dialog.isActiveWindow());
        QTest::keyClick(dialog.findChild<QListWidget *>(u"rulesListWidget"_s), Qt::Key_Down,
                        Qt::AltModifier);
    });
    QTest::newRow("dragged") << Move([](RulesDialog &dialog) {
        // What the list does when a row is dropped.
        dialog.findChild<QListWidget *>(u"rulesListWidget"_s)->model()->moveRow({}, 0, {}, 2);
    });
}

void RulesDialogTest::move_rule_isStored()
{
    QFETCH(const std::function<void(RulesDialog &)>, move);
    addRules();
    auto *list = m_dialog->findChild<QListWidget *>(u"rulesListWidget"_s);
    list->setCurrentRow(0);
    move(*m_dialog);
    QTRY_COMPARE(storedQueries(), QStringList({u"two"_s, u"weather"_s, u"three"_s}));
    QTRY_COMPARE(listed().first(), u"two: mark as read"_s);
    QTRY_COMPARE(list->currentRow(), 1);
    click(u"editRuleButton"_s);
    auto *rule = m_dialog->findChild<RuleDialog *>();
    QCOMPARE(rule->findChild<QLineEdit *>(u"ruleQueryLineEdit"_s)->text(), u"weather"_s);
    rule->reject();
}

void RulesDialogTest::move_atTheEnds_isNotOffered()
{
    QVERIFY(!m_dialog->findChild<QToolButton *>(u"moveRuleUpButton"_s)->isEnabled());
    QVERIFY(!m_dialog->findChild<QToolButton *>(u"moveRuleDownButton"_s)->isEnabled());
    addRules();
    const auto *up = m_dialog->findChild<QToolButton *>(u"moveRuleUpButton"_s);
    const auto *down = m_dialog->findChild<QToolButton *>(u"moveRuleDownButton"_s);
    auto *list = m_dialog->findChild<QListWidget *>(u"rulesListWidget"_s);
    list->setCurrentRow(1);
    QVERIFY(up->isEnabled());
    QVERIFY(down->isEnabled());
    list->setCurrentRow(2);
    QVERIFY(up->isEnabled());
    QVERIFY(!down->isEnabled());
}

void RulesDialogTest::tag_typed_bookmarks()
{
    RuleDialog *rule = askForRule(u"addRuleButton"_s);
    rule->findChild<QLineEdit *>(u"ruleQueryLineEdit"_s)->setText(u"gil"_s);
    QTest::keyClicks(rule->findChild<QLineEdit *>(u"ruleTagsLineEdit"_s), u"threads"_s);
    QVERIFY(rule->findChild<QCheckBox *>(u"ruleBookmarkCheckBox"_s)->isChecked());
    QTest::mouseClick(saveButton(*rule), Qt::LeftButton);
    QTRY_COMPARE(listed(), QStringList({u"weather: hide"_s, u"gil: bookmark with threads"_s}));
}

void RulesDialogTest::preview_whileTyping_showsWhatItWouldCatch()
{
    RuleDialog *rule = askForRule(u"addRuleButton"_s);
    auto *query = rule->findChild<QLineEdit *>(u"ruleQueryLineEdit"_s);
    QTest::keyClicks(query, u"gil"_s);
    QTRY_COMPARE(caught(*rule),
                 QStringList({u"Life of the GIL · Mine"_s, u"The GIL again · News"_s}));
    const auto *sentence = rule->findChild<QLabel *>(u"rulePreviewLabel"_s);
    QVERIFY2(sentence->text().contains(u'2'), qPrintable(sentence->text()));
    QTest::keyClicks(query, u" nothing"_s);
    QTRY_COMPARE(caught(*rule), QStringList());
    QVERIFY2(sentence->text().contains(u"none"_s), qPrintable(sentence->text()));
    rule->reject();
    QCOMPARE(stored().size(), 1);
}

void RulesDialogTest::preview_ofOneFeed_looksThereOnly()
{
    RuleDialog *rule = askForRule(u"addRuleButton"_s);
    rule->findChild<QLineEdit *>(u"ruleQueryLineEdit"_s)->setText(u"gil"_s);
    rule->findChild<QComboBox *>(u"ruleSourceComboBox"_s)->setCurrentIndex(1);
    QTRY_COMPARE(caught(*rule), QStringList{u"The GIL again · News"_s});
    rule->reject();
}

void RulesDialogTest::save_withoutWordsOrAct_isNotOffered()
{
    RuleDialog *rule = askForRule(u"addRuleButton"_s);
    QVERIFY(!saveButton(*rule)->isEnabled());
    rule->findChild<QLineEdit *>(u"ruleQueryLineEdit"_s)->setText(u"gil"_s);
    QVERIFY(!saveButton(*rule)->isEnabled());
    rule->findChild<QCheckBox *>(u"ruleReadCheckBox"_s)->setChecked(true);
    QVERIFY(saveButton(*rule)->isEnabled());
    rule->findChild<QLineEdit *>(u"ruleQueryLineEdit"_s)->clear();
    QVERIFY(!saveButton(*rule)->isEnabled());

    // What has no letter to look for is known only to the library.
    rule->findChild<QLineEdit *>(u"ruleQueryLineEdit"_s)->setText(u"!!!"_s);
    QTest::mouseClick(saveButton(*rule), Qt::LeftButton);
    QTRY_VERIFY(
        rule->findChild<QLabel *>(u"rulePreviewLabel"_s)->text().contains(u"needs words"_s));
    QVERIFY(rule->isVisible());
    rule->reject();
}

void RulesDialogTest::hide_checked_makesOtherActsMoot()
{
    RuleDialog *rule = askForRule(u"addRuleButton"_s);
    auto *read = rule->findChild<QCheckBox *>(u"ruleReadCheckBox"_s);
    auto *tags = rule->findChild<QLineEdit *>(u"ruleTagsLineEdit"_s);
    rule->findChild<QCheckBox *>(u"ruleBookmarkCheckBox"_s)->setChecked(true);
    QVERIFY(read->isEnabled());
    QVERIFY(tags->isEnabled());
    rule->findChild<QCheckBox *>(u"ruleHideCheckBox"_s)->setChecked(true);
    QVERIFY(!read->isEnabled());
    QVERIFY(!tags->isEnabled());
    rule->reject();
}

QTEST_MAIN(RulesDialogTest)
#include "tst_rulesdialog.moc"
