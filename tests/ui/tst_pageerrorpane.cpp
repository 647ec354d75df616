// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pageerrorpane.h"

#include "support/warnings.h"

#include <QFrame>
#include <QLabel>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class PageErrorPaneTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void post_anyWidth_isShownWhole_data();
    void post_anyWidth_isShownWhole();
};

void PageErrorPaneTest::init()
{
    failOnUnexpectedWarnings();
}

void PageErrorPaneTest::post_anyWidth_isShownWhole_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("narrow") << 300;
    QTest::newRow("as wide as its text") << 560;
    QTest::newRow("wide") << 1400;
}

void PageErrorPaneTest::post_anyWidth_isShownWhole()
{
    PageErrorPane pane;
    pane.showError({PageProblem::HostNotFound, QUrl(u"https://posts.example/a"_s), 0, u"detail"_s},
                   u"A title of some length that takes more than one line where it is narrow"_s,
                   u"A summary of a few sentences. "_s.repeated(8));
    QFETCH(const int, width);
    pane.resize(width, 800);
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));

    const auto *frame = pane.findChild<QFrame *>(u"pageErrorPostFrame"_s);
    QVERIFY(pane.rect().contains(frame->geometry()));
    for (const QString &name : {u"pageErrorPostTitleLabel"_s, u"pageErrorPostSummaryLabel"_s}) {
        const auto *label = pane.findChild<QLabel *>(name);
        QVERIFY2(frame->rect().contains(label->geometry()), qPrintable(name));
        QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(name));
    }
    // In the middle, and no wider than is good to read.
    QVERIFY(std::abs(frame->geometry().center().x() - pane.rect().center().x()) <= 1);
    QVERIFY(frame->width() < 600);
}

QTEST_MAIN(PageErrorPaneTest)
#include "tst_pageerrorpane.moc"
