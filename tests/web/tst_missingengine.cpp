// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// This program lies in a folder of its own, where no engine module is to be found from.
#include "library/library.h"
#include "web/enginemodule.h"
#include "web/lecternpages.h"
#include "web/pageengine.h"
#include "web/pageview.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

class MissingEngineTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void load_withoutTheModule_fails();
    void versions_withoutTheModule_areAnError();
};

void MissingEngineTest::load_withoutTheModule_fails()
{
    QTemporaryDir folder;
    Library library(Locations::under(folder.path()));
    LecternPages pages(library);
    PageEngine engine({}, pages);
    PageView view(engine);
    QSignalSpy started(&view, &PageView::loadStarted);
    QSignalSpy failed(&view, &PageView::failed);
    const QUrl url(u"https://example.org/"_s);

    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^No engine: "_s));
    view.warmUp();
    QVERIFY(!view.isEngineLoaded());
    QCOMPARE(failed.size(), 0);

    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^No engine: "_s));
    view.load(url);
    QCOMPARE(started.size(), 1);
    QCOMPARE(failed.size(), 1);
    const auto error = qvariant_cast<PageError>(failed.first().first());
    QCOMPARE(error.problem, PageProblem::EngineUnavailable);
    QCOMPARE(error.url, url);
    QVERIFY(error.detail.contains("lectern-engine"_L1));
    QVERIFY(!view.isLoading());
    QCOMPARE(view.url(), url);
    QVERIFY(!view.canGoBack());

    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^No engine: "_s));
    view.reload();
    QCOMPARE(failed.size(), 2);
}

void MissingEngineTest::versions_withoutTheModule_areAnError()
{
    const Result<EngineVersions> versions = engineVersions();
    QVERIFY(!versions.has_value());
    QCOMPARE(versions.error().kind, ErrorKind::Environment);
    QCOMPARE(versions.error().code, ErrorCode::NotFound);
    QVERIFY(versions.error().detail.contains("lectern-engine"_L1));
}

QTEST_MAIN(MissingEngineTest)
#include "tst_missingengine.moc"
