// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/warnings.h"
#include "ui_addsourcedialog.h"
#include "ui_articlepane.h"
#include "ui_bookmarkdialog.h"
#include "ui_feedsdialog.h"
#include "ui_findbar.h"
#include "ui_librarydialog.h"
#include "ui_mainwindow.h"
#include "ui_notebar.h"
#include "ui_notedialog.h"
#include "ui_pageerrorpane.h"
#include "ui_pagelistdialog.h"
#include "ui_postpane.h"
#include "ui_preferencesdialog.h"
#include "ui_readerstyledialog.h"
#include "ui_ruledialog.h"
#include "ui_rulesdialog.h"
#include "ui_sourcedialog.h"
#include "ui_welcomepane.h"

#include <QAccessible>
#include <QDir>
#include <QDomDocument>
#include <QTest>

#include <functional>
#include <map>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

/// A form as the compiled program has it.
struct Form
{
    std::unique_ptr<QWidget> widget;
    std::shared_ptr<void> ui; ///< the generated class, which owns nothing
};

template <typename Ui, typename Widget>
Form load()
{
    auto widget = std::make_unique<Widget>();
    auto ui = std::make_shared<Ui>();
    ui->setupUi(widget.get());
    return {std::move(widget), ui};
}

const std::map<QString, std::function<Form()>> &forms()
{
    static const std::map<QString, std::function<Form()>> forms{
        {u"addsourcedialog"_s, load<Ui::AddSourceDialog, QDialog>},
        {u"articlepane"_s, load<Ui::ArticlePane, QWidget>},
        {u"bookmarkdialog"_s, load<Ui::BookmarkDialog, QDialog>},
        {u"feedsdialog"_s, load<Ui::FeedsDialog, QDialog>},
        {u"findbar"_s, load<Ui::FindBar, QWidget>},
        {u"librarydialog"_s, load<Ui::LibraryDialog, QDialog>},
        {u"mainwindow"_s, load<Ui::MainWindow, QMainWindow>},
        {u"notebar"_s, load<Ui::NoteBar, QWidget>},
        {u"notedialog"_s, load<Ui::NoteDialog, QDialog>},
        {u"pageerrorpane"_s, load<Ui::PageErrorPane, QWidget>},
        {u"pagelistdialog"_s, load<Ui::PageListDialog, QDialog>},
        {u"postpane"_s, load<Ui::PostPane, QWidget>},
        {u"preferencesdialog"_s, load<Ui::PreferencesDialog, QDialog>},
        {u"readerstyledialog"_s, load<Ui::ReaderStyleDialog, QDialog>},
        {u"ruledialog"_s, load<Ui::RuleDialog, QDialog>},
        {u"rulesdialog"_s, load<Ui::RulesDialog, QDialog>},
        {u"sourcedialog"_s, load<Ui::SourceDialog, QDialog>},
        {u"welcomepane"_s, load<Ui::WelcomePane, QWidget>},
    };
    return forms;
}

QStringList formFiles()
{
    return QDir(QStringLiteral(LECTERN_SOURCE_DIR "/forms"))
        .entryList({u"*.ui"_s}, QDir::Files, QDir::Name);
}

QDomDocument parsed(const QString &form)
{
    QFile file(QStringLiteral(LECTERN_SOURCE_DIR "/forms/") + form + u".ui"_s);
    QDomDocument document;
    if (!file.open(QIODevice::ReadOnly) || !document.setContent(&file))
        QTest::qFail(qPrintable(u"%1 can't be read"_s.arg(form)), __FILE__, __LINE__);
    return document;
}

/// All elements of the form with that tag, in document order.
QList<QDomElement> elementsOf(const QDomDocument &document, const QString &tag)
{
    QList<QDomElement> elements;
    const QDomNodeList nodes = document.elementsByTagName(tag);
    for (int i = 0; i < nodes.size(); ++i)
        elements.append(nodes.at(i).toElement());
    return elements;
}

/// The widgets of the form that have a name there: not those that Qt's own widgets are made of.
QList<QWidget *> namedWidgets(const QString &form, const QWidget &root)
{
    QList<QWidget *> widgets;
    for (const QDomElement &element : elementsOf(parsed(form), u"widget"_s)) {
        if (auto *widget = root.findChild<QWidget *>(element.attribute(u"name"_s)))
            widgets.append(widget);
    }
    return widgets;
}

bool takesKeys(const QWidget &widget)
{
    return (widget.focusPolicy() & Qt::TabFocus) != 0
        && qobject_cast<const QMenu *>(&widget) == nullptr;
}

QString accessibleNameOf(QWidget &widget)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&widget);
    return interface == nullptr ? QString() : interface->text(QAccessible::Name);
}

/// The key after a single ampersand, in lower case; empty if there is none.
QString mnemonicOf(const QString &text)
{
    QString rest = text;
    rest.remove(u"&&"_s);
    const qsizetype mark = rest.indexOf(u'&');
    return mark < 0 ? QString() : rest.mid(mark + 1, 1).toLower();
}

/// What a set of texts claims by Alt and a key: "a: &About, &Add" for keys that stand twice.
QStringList clashesIn(const QStringList &texts)
{
    QMap<QString, QStringList> byKey;
    for (const QString &text : texts) {
        const QString key = mnemonicOf(text);
        if (!key.isEmpty())
            byKey[key].append(text);
    }
    QStringList clashes;
    for (auto it = byKey.cbegin(); it != byKey.cend(); ++it) {
        if (it.value().size() > 1)
            clashes.append(it.key() + u": "_s + it.value().join(u", "_s));
    }
    return clashes;
}

/// The texts of a form with a key that works everywhere in its window.
QStringList windowTexts(const QWidget &root)
{
    QStringList texts;
    for (const auto *button : root.findChildren<QAbstractButton *>())
        texts.append(button->text());
    for (const auto *label : root.findChildren<QLabel *>()) {
        if (label->buddy() != nullptr)
            texts.append(label->text());
    }
    for (const auto *bar : root.findChildren<QMenuBar *>()) {
        for (const QAction *action : bar->actions())
            texts.append(action->text());
    }
    return texts;
}

/// "ListView" of PostListView is what a name may end in; so is "View".
QStringList nounsFor(const QString &className)
{
    static const QMap<QString, QStringList> others{
        {u"QWidget"_s, {u"Widget"_s, u"Page"_s, u"Bar"_s}},
        {u"QStackedWidget"_s, {u"Stack"_s}},
        {u"QMainWindow"_s, {u"Window"_s}},
    };
    const QString bare = className.section(u"::"_s, -1);
    if (others.contains(bare))
        return others.value(bare);
    qsizetype start = bare.size() - 1;
    while (start > 0 && !bare.at(start).isUpper())
        --start;
    return {bare.mid(start)};
}

} // namespace

class FormsTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void forms_all_areTested();
    void names_everyForm_tellBehaviourAndClass_data() { addForms(); }
    void names_everyForm_tellBehaviourAndClass();
    void controls_everyForm_haveAccessibleNames_data() { addForms(); }
    void controls_everyForm_haveAccessibleNames();
    void buddies_everyForm_canTakeTheKeyboard_data() { addForms(); }
    void buddies_everyForm_canTakeTheKeyboard();
    void mnemonics_everyForm_areUnique_data() { addForms(); }
    void mnemonics_everyForm_areUnique();
    void mnemonics_wholeWindow_areUnique();
    void tabOrder_whereGiven_namesEveryControlOnce_data() { addForms(); }
    void tabOrder_whereGiven_namesEveryControlOnce();
    void labels_everyForm_showPlainText_data() { addForms(); }
    void labels_everyForm_showPlainText();
    void actions_mainWindow_areEachInAMenuWithAShortcut();

private:
    static void addForms();
};

void FormsTest::addForms()
{
    QTest::addColumn<QString>("form");
    for (const auto &[name, load] : forms())
        QTest::newRow(qPrintable(name)) << name;
}

void FormsTest::init()
{
    lectern::failOnUnexpectedWarnings();
}

void FormsTest::forms_all_areTested()
{
    QStringList tested;
    for (const auto &[name, load] : forms())
        tested.append(name + u".ui"_s);
    QCOMPARE(tested, formFiles());
}

void FormsTest::names_everyForm_tellBehaviourAndClass()
{
    QFETCH(const QString, form);
    const QDomDocument document = parsed(form);
    QSet<QString> names;
    bool isRoot = true;
    const auto check = [&](const QDomElement &element, const QStringList &nouns) {
        const QString name = element.attribute(u"name"_s);
        QVERIFY2(QRegularExpression(u"^[a-z][a-zA-Z]+$"_s).match(name).hasMatch(),
                 qPrintable(u"Not a word: "_s + name));
        QVERIFY2(!names.contains(name), qPrintable(u"Stands twice: "_s + name));
        names.insert(name);
        const bool isFit = std::any_of(nouns.cbegin(), nouns.cend(), [&](const QString &noun) {
            return name.endsWith(noun) && name.size() > noun.size();
        });
        QVERIFY2(isFit, qPrintable(name + u" should end in "_s + nouns.join(u'/')));
    };
    for (const QDomElement &element : elementsOf(document, u"widget"_s)) {
        if (std::exchange(isRoot, false)) {
            QCOMPARE(element.attribute(u"name"_s),
                     document.documentElement().firstChildElement(u"class"_s).text());
            continue;
        }
        check(element, nounsFor(element.attribute(u"class"_s)));
    }
    for (const QDomElement &element : elementsOf(document, u"layout"_s))
        check(element, {u"Layout"_s});
    for (const QDomElement &element : elementsOf(document, u"spacer"_s))
        check(element, {u"Spacer"_s});
    for (const QDomElement &element : elementsOf(document, u"action"_s))
        check(element, {u"Action"_s});
}

void FormsTest::controls_everyForm_haveAccessibleNames()
{
    QFETCH(const QString, form);
    const Form loaded = forms().at(form)();
    int controls = 0;
    for (QWidget *widget : namedWidgets(form, *loaded.widget)) {
        if (!takesKeys(*widget))
            continue;
        ++controls;
        QVERIFY2(!accessibleNameOf(*widget).isEmpty(), qPrintable(widget->objectName()));
    }
    QVERIFY2(controls > 0 || form == u"mainwindow"_s, "The form was not read");
}

void FormsTest::buddies_everyForm_canTakeTheKeyboard()
{
    QFETCH(const QString, form);
    const Form loaded = forms().at(form)();
    for (const auto *label : loaded.widget->findChildren<QLabel *>()) {
        const bool hasKey = !mnemonicOf(label->text()).isEmpty();
        QVERIFY2(hasKey == (label->buddy() != nullptr), qPrintable(label->objectName()));
        if (hasKey)
            QVERIFY2(takesKeys(*label->buddy()), qPrintable(label->objectName()));
    }
}

void FormsTest::mnemonics_everyForm_areUnique()
{
    QFETCH(const QString, form);
    const Form loaded = forms().at(form)();
    QCOMPARE(clashesIn(windowTexts(*loaded.widget)), QStringList());
    for (const auto *menu : loaded.widget->findChildren<QMenu *>()) {
        QStringList texts;
        for (const QAction *action : menu->actions())
            texts.append(action->text());
        QCOMPARE(clashesIn(texts), QStringList());
    }
}

void FormsTest::mnemonics_wholeWindow_areUnique()
{
    QStringList texts;
    for (const auto &[name, load] : forms()) {
        if (!name.endsWith(u"dialog"_s))
            texts += windowTexts(*load().widget);
    }
    QVERIFY(texts.size() > 10);
    QCOMPARE(clashesIn(texts), QStringList());
}

void FormsTest::tabOrder_whereGiven_namesEveryControlOnce()
{
    QFETCH(const QString, form);
    const Form loaded = forms().at(form)();
    QStringList order;
    for (const QDomElement &stop : elementsOf(parsed(form), u"tabstop"_s))
        order.append(stop.text());
    if (order.isEmpty())
        return; // in the order of the form
    QStringList controls;
    for (const QWidget *widget : namedWidgets(form, *loaded.widget)) {
        if (takesKeys(*widget))
            controls.append(widget->objectName());
    }
    order.sort();
    controls.sort();
    QCOMPARE(order, controls);
}

void FormsTest::labels_everyForm_showPlainText()
{
    // What a label is filled with later comes from outside: it must not be taken for markup.
    QFETCH(const QString, form);
    const Form loaded = forms().at(form)();
    for (const auto *label : loaded.widget->findChildren<QLabel *>()) {
        const bool isPicture = label->objectName().endsWith(u"IconLabel"_s);
        if (label->text().isEmpty() && !isPicture)
            QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->objectName()));
    }
}

void FormsTest::actions_mainWindow_areEachInAMenuWithAShortcut()
{
    const Form loaded = forms().at(u"mainwindow"_s)();
    QList<QAction *> inMenus;
    for (const auto *menu : loaded.widget->findChildren<QMenu *>())
        inMenus += menu->actions();
    QMap<QKeySequence, QString> taken;
    int count = 0;
    for (const QDomElement &element : elementsOf(parsed(u"mainwindow"_s), u"action"_s)) {
        const QString name = element.attribute(u"name"_s);
        QAction *action = loaded.widget->findChild<QAction *>(name);
        QVERIFY2(action != nullptr, qPrintable(name));
        ++count;
        QVERIFY2(inMenus.contains(action), qPrintable(u"In no menu: "_s + name));
        QVERIFY2(!action->shortcut().isEmpty(), qPrintable(u"No shortcut: "_s + name));
        QVERIFY2(!taken.contains(action->shortcut()),
                 qPrintable(
                     u"%1 and %2 have one shortcut"_s.arg(name, taken.value(action->shortcut()))));
        taken.insert(action->shortcut(), name);
        QVERIFY2(!action->text().isEmpty(), qPrintable(name));
    }
    QVERIFY(count > 20);
}

QTEST_MAIN(FormsTest)
#include "tst_forms.moc"
