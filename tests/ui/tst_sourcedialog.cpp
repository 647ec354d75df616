// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/warnings.h"
#include "ui/sourcedialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class SourceDialogTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void feed_unchanged_savesNothing();
    void feed_edited_savesWhatIsDifferent();
    void feed_ofUnusualInterval_keepsIt();
    void feed_facts_nameBothAddresses();
    void feed_wrongHeader_isNotSaved_data();
    void feed_wrongHeader_isNotSaved();
    void collection_hasNothingToFetch();

private:
    void open(const Source &source, const std::optional<Feed> &feed);
    void save();
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return m_dialog->findChild<T *>(name);
    }

    Source m_source;
    Feed m_feed;
    std::unique_ptr<SourceDialog> m_dialog;
    std::unique_ptr<QSignalSpy> m_changed;
};

void SourceDialogTest::initTestCase()
{
    qRegisterMetaType<SourceProperties>();
}

void SourceDialogTest::init()
{
    failOnUnexpectedWarnings();
    m_source = {};
    m_source.id = SourceId(7);
    m_source.kind = SourceKind::Feed;
    m_source.url = QUrl(u"https://feeds.example/news"_s);
    m_source.title = u"News"_s;
    m_feed = {};
    m_feed.source = m_source.id;
    m_feed.url = m_feed.address = m_source.url;
    m_feed.settings.headers = QStringList{u"Accept-Language: de"_s};
}

void SourceDialogTest::open(const Source &source, const std::optional<Feed> &feed)
{
    m_changed.reset();
    m_dialog = std::make_unique<SourceDialog>(source, feed);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    m_changed = std::make_unique<QSignalSpy>(m_dialog.get(), &SourceDialog::changed);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void SourceDialogTest::save()
{
    QTest::mouseClick(child<QDialogButtonBox>(u"sourceButtonBox"_s)->button(QDialogButtonBox::Save),
                      Qt::LeftButton);
}

void SourceDialogTest::feed_unchanged_savesNothing()
{
    open(m_source, m_feed);
    QCOMPARE(child<QLineEdit>(u"ownTitleLineEdit"_s)->text(), QString());
    QCOMPARE(child<QLineEdit>(u"ownTitleLineEdit"_s)->placeholderText(), u"News"_s);
    save();
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(m_changed->size(), 0);
}

void SourceDialogTest::feed_edited_savesWhatIsDifferent()
{
    open(m_source, m_feed);
    QTest::keyClicks(child<QLineEdit>(u"ownTitleLineEdit"_s), u" My news "_s);
    child<QCheckBox>(u"muteCheckBox"_s)->setChecked(true);
    save();
    QCOMPARE(m_changed->size(), 1);
    SourceProperties saved = m_changed->constFirst().constFirst().value<SourceProperties>();
    QCOMPARE(saved.settings, (SourceSettings{u"My news"_s, true, false}));
    QVERIFY(!saved.fetching); // it would be due at once

    open(m_source, m_feed);
    auto *interval = child<QComboBox>(u"intervalComboBox"_s);
    interval->setCurrentIndex(interval->findText(u"Every 3 h"_s));
    child<QLineEdit>(u"userAgentLineEdit"_s)->setText(u"Reader/1"_s);
    child<QPlainTextEdit>(u"headersTextEdit"_s)->setPlainText(u"X-One: 1\n\n  X-Two: 2 \n"_s);
    save();
    saved = m_changed->constFirst().constFirst().value<SourceProperties>();
    QVERIFY(saved.fetching.has_value());
    QCOMPARE(saved.fetching->every, std::optional<std::chrono::seconds>(3h));
    QCOMPARE(saved.fetching->userAgent, u"Reader/1"_s);
    QCOMPARE(saved.fetching->headers, QStringList({u"X-One: 1"_s, u"X-Two: 2"_s}));
}

void SourceDialogTest::feed_ofUnusualInterval_keepsIt()
{
    m_feed.settings.every = 7h;
    open(m_source, m_feed);
    QCOMPARE(child<QComboBox>(u"intervalComboBox"_s)->currentText(), u"Every 7 h"_s);
    save();
    QCOMPARE(m_changed->size(), 0);
}

void SourceDialogTest::feed_facts_nameBothAddresses()
{
    m_feed.address = QUrl(u"https://elsewhere.example/news"_s);
    m_feed.checked = QDateTime::currentDateTimeUtc();
    open(m_source, m_feed);
    QVERIFY(child<QLabel>(u"sourceAddressLabel"_s)->text().contains(u"feeds.example"_s));
    QVERIFY(child<QLabel>(u"feedFactsLabel"_s)->text().contains(u"elsewhere.example"_s));
}

void SourceDialogTest::feed_wrongHeader_isNotSaved_data()
{
    QTest::addColumn<QString>("header");
    QTest::newRow("no colon") << u"Accept-Language de"_s;
    QTest::newRow("blank in the name") << u"Accept Language: de"_s;
    QTest::newRow("no name") << u": de"_s;
    QTest::newRow("no ASCII") << u"X-Name: J\u00fcrgen"_s;
}

void SourceDialogTest::feed_wrongHeader_isNotSaved()
{
    open(m_source, m_feed);
    QFETCH(const QString, header);
    child<QPlainTextEdit>(u"headersTextEdit"_s)->setPlainText(u"X-Good: 1\n"_s + header);
    save();
    QVERIFY(m_dialog->isVisible());
    QVERIFY(child<QLabel>(u"sourceStateLabel"_s)->text().contains(header));
    QCOMPARE(m_changed->size(), 0);
}

void SourceDialogTest::collection_hasNothingToFetch()
{
    m_source.kind = SourceKind::Collection;
    open(m_source, {});
    QVERIFY(!child<QWidget>(u"fetchingPage"_s)->isVisible());
    QVERIFY(!child<QCheckBox>(u"announceCheckBox"_s)->isVisible());
    QVERIFY(child<QSpinBox>(u"newestSpinBox"_s)->isVisible());
}

QTEST_MAIN(SourceDialogTest)
#include "tst_sourcedialog.moc"
