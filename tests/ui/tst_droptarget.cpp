// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/warnings.h"
#include "ui/droptarget.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>
#include <QWidget>

using namespace lectern;
using namespace Qt::StringLiterals;

class DropTargetTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnUnexpectedWarnings(); }
    void data_holdsAnAddress_data();
    void data_holdsAnAddress();
    void drop_fromElsewhere_isTaken();
    void drop_withoutAddress_isLeftAlone();
    void paste_inTheWindow_isTaken();
};

void DropTargetTest::data_holdsAnAddress_data()
{
    QTest::addColumn<QList<QUrl>>("urls");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("address");
    const QList<QUrl> none;
    QTest::newRow("nothing") << none << QString() << QString();
    QTest::newRow("link") << QList<QUrl>{QUrl(u"https://example.org/ä"_s)} << QString()
                          << u"https://example.org/%C3%A4"_s;
    QTest::newRow("file") << QList<QUrl>{QUrl(u"file:///tmp/feeds.opml"_s)} << QString()
                          << u"/tmp/feeds.opml"_s;
    QTest::newRow("other scheme first")
        << QList<QUrl>{QUrl(u"javascript:alert(1)"_s), QUrl(u"http://example.org/"_s)} << QString()
        << u"http://example.org/"_s;
    QTest::newRow("text") << none << u" https://example.org/feed \n"_s
                          << u"https://example.org/feed"_s;
    QTest::newRow("feed address") << none << u"feed://example.org/"_s << u"feed://example.org/"_s;
    QTest::newRow("sentence") << none << u"see https://example.org/"_s << QString();
    QTest::newRow("two lines") << none << u"https://a.example/\nhttps://b.example/"_s << QString();
    QTest::newRow("word") << none << u"example"_s << QString();
    QTest::newRow("very long") << none << u"https://example.org/"_s + QString(5000, u'a')
                               << QString();
}

void DropTargetTest::data_holdsAnAddress()
{
    QFETCH(const QList<QUrl>, urls);
    QFETCH(const QString, text);
    QMimeData data;
    if (!urls.isEmpty())
        data.setUrls(urls);
    else
        data.setText(text);
    QTEST(DropTarget::addressIn(data), "address");
}

void DropTargetTest::drop_fromElsewhere_isTaken()
{
    QWidget window;
    DropTarget target(window);
    QSignalSpy taken(&target, &DropTarget::taken);
    QMimeData data;
    data.setUrls({QUrl(u"https://example.org/"_s)});
    QDragEnterEvent enter({5, 5}, Qt::CopyAction | Qt::LinkAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({5, 5}, Qt::CopyAction | Qt::LinkAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&window, &drop);
    QVERIFY(drop.isAccepted());
    QCOMPARE(taken.size(), 1);
    QCOMPARE(taken.first().first().toString(), u"https://example.org/"_s);
}

void DropTargetTest::drop_withoutAddress_isLeftAlone()
{
    QWidget window;
    DropTarget target(window);
    QSignalSpy taken(&target, &DropTarget::taken);
    QMimeData data;
    data.setText(u"some words"_s);
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
    enter.ignore();
    QCoreApplication::sendEvent(&window, &enter);
    QVERIFY(!enter.isAccepted());
    QCOMPARE(taken.size(), 0);
}

void DropTargetTest::paste_inTheWindow_isTaken()
{
    QWidget window;
    DropTarget target(window);
    QSignalSpy taken(&target, &DropTarget::taken);
    QGuiApplication::clipboard()->setText(u"some words"_s);
    QTest::keySequence(&window, QKeySequence::Paste);
    QCOMPARE(taken.size(), 0);
    QGuiApplication::clipboard()->setText(u"https://example.org/"_s);
    QTest::keySequence(&window, QKeySequence::Paste);
    QCOMPARE(taken.size(), 1);
}

QTEST_MAIN(DropTargetTest)
#include "tst_droptarget.moc"
