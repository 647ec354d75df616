// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filename.h"

#include <QRegularExpression>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class FileNameTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void fileNameFor_anyTitle_isTakenEverywhere_data();
    void fileNameFor_anyTitle_isTakenEverywhere();
};

void FileNameTest::fileNameFor_anyTitle_isTakenEverywhere_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"One Post"_s << u"One Post.pdf"_s;
    QTest::newRow("folders") << u"../../etc/passwd"_s << u"-..-etc-passwd.pdf"_s;
    QTest::newRow("marks") << u"What? \"A\" <b> | c: *"_s << u"What- -A- -b- - c- -.pdf"_s;
    QTest::newRow("lines") << u" one\n\ttwo "_s << u"one two.pdf"_s;
    QTest::newRow("hidden") << u".profile"_s << u"profile.pdf"_s;
    QTest::newRow("nothing") << u" "_s << u"Untitled.pdf"_s;
    QTest::newRow("invisible") << u"a\u202eb"_s << u"a-b.pdf"_s;
    QTest::newRow("long") << QString(200, u'é') << QString(80, u'é') + u".pdf"_s;
    QTest::newRow("half a character")
        << QString(79, u'a') + u"😀b"_s << QString(79, u'a') + u".pdf"_s;
}

void FileNameTest::fileNameFor_anyTitle_isTakenEverywhere()
{
    QFETCH(const QString, title);
    QFETCH(const QString, name);
    QCOMPARE(fileNameFor(title, u".pdf"_s), name);
}

QTEST_GUILESS_MAIN(FileNameTest)
#include "tst_filename.moc"
