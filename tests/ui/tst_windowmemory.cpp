// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/windowmemory.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;

class WindowMemoryTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void save_thenLoad_isTheSame_data();
    void save_thenLoad_isTheSame();
    void save_otherSettings_areLeftAlone();
    void load_nothingThere_isAsOnTheFirstStart();
    void load_garbage_isAsOnTheFirstStart_data();
    void load_garbage_isAsOnTheFirstStart();
    void load_fileThatIsNoSettings_isAsOnTheFirstStart();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"settings.ini"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

void compare(const WindowMemory &actual, const WindowMemory &expected)
{
    QCOMPARE(actual.geometry, expected.geometry);
    QCOMPARE(actual.paneWidth, expected.paneWidth);
    QCOMPARE(actual.appearance, expected.appearance);
    QCOMPARE(actual.scope, expected.scope);
    QCOMPARE(actual.sources, expected.sources);
    QCOMPARE(actual.address, expected.address);
}

} // namespace

void WindowMemoryTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void WindowMemoryTest::save_thenLoad_isTheSame_data()
{
    QTest::addColumn<Appearance::Choice>("appearance");
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QUrl>("address");
    QTest::newRow("follow") << Appearance::Choice::FollowDesktop << u"all"_s << QUrl();
    QTest::newRow("light") << Appearance::Choice::Light << u"bookmarks"_s
                           << QUrl(u"https://example.org/a?b=c%20d,e&f#g"_s);
    QTest::newRow("dark") << Appearance::Choice::Dark << u"file:///home/reader/Zo%C3%AB,%201.json"_s
                          << QUrl(u"https://пример.example/%C3%A9t%C3%A9"_s);
    QTest::newRow("own page") << Appearance::Choice::Dark << u"lectern://collection/guide"_s
                              << QUrl(u"lectern://guide/keys"_s);
}

void WindowMemoryTest::save_thenLoad_isTheSame()
{
    WindowMemory memory;
    memory.geometry = QByteArray::fromHex("00ff0a0d3b2c22");
    memory.paneWidth = 431;
    QFETCH(const Appearance::Choice, appearance);
    memory.appearance = appearance;
    QFETCH(const QString, scope);
    memory.scope = scope;
    memory.sources = {true, 212, {u"News"_s, u"News\u001fDaily"_s}};
    QFETCH(const QUrl, address);
    memory.address = address;
    {
        QSettings settings(path(), QSettings::IniFormat);
        memory.save(settings);
    }
    const QSettings settings(path(), QSettings::IniFormat);
    compare(WindowMemory::load(settings), memory);
}

void WindowMemoryTest::save_otherSettings_areLeftAlone()
{
    QSettings settings(path(), QSettings::IniFormat);
    settings.setValue("other/key"_L1, 7);
    WindowMemory().save(settings);
    QCOMPARE(settings.value("other/key"_L1).toInt(), 7);
}

void WindowMemoryTest::load_nothingThere_isAsOnTheFirstStart()
{
    const QSettings settings(path(), QSettings::IniFormat);
    const WindowMemory memory = WindowMemory::load(settings);
    compare(memory, WindowMemory());
    QCOMPARE(memory.paneWidth, 392);
    QCOMPARE(memory.appearance, Appearance::Choice::FollowDesktop);
}

void WindowMemoryTest::load_garbage_isAsOnTheFirstStart_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    const auto add = [](const char *name, const QString &key, const QString &value) {
        QTest::newRow(name) << key << value;
    };
    add("width in words", u"window/paneWidth"_s, u"wide"_s);
    add("width of nothing", u"window/paneWidth"_s, u"0"_s);
    add("negative width", u"window/paneWidth"_s, u"-40"_s);
    add("width over all numbers", u"window/paneWidth"_s, u"99999999999"_s);
    add("unknown appearance", u"window/appearance"_s, u"sepia"_s);
    add("script as address", u"reading/address"_s, u"javascript:alert(1)"_s);
    add("file as address", u"reading/address"_s, u"file:///etc/passwd"_s);
    add("words as address", u"reading/address"_s, u"no address at all"_s);
    add("broken address", u"reading/address"_s, u"http://[::1"_s);
    add("unknown key", u"window/colour"_s, u"red"_s);
}

void WindowMemoryTest::load_garbage_isAsOnTheFirstStart()
{
    QFETCH(const QString, key);
    QFETCH(const QString, value);
    QSettings settings(path(), QSettings::IniFormat);
    settings.setValue(key, value);
    compare(WindowMemory::load(settings), WindowMemory());
}

void WindowMemoryTest::load_fileThatIsNoSettings_isAsOnTheFirstStart()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(QByteArray("\0\x01[[=%\n[window\nzoom\n\xff\xfe", 22)) > 0);
    file.close();
    const QSettings settings(path(), QSettings::IniFormat);
    compare(WindowMemory::load(settings), WindowMemory());
}

QTEST_GUILESS_MAIN(WindowMemoryTest)
#include "tst_windowmemory.moc"
