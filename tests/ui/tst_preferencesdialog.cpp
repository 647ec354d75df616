// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/proxysetting.h"
#include "support/warnings.h"
#include "ui/preferencesdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;

class PreferencesDialogTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void proxy_chosen_isKept_data();
    void proxy_chosen_isKept();
    void proxy_kept_isShown_data();
    void proxy_kept_isShown();
    void ownProxy_withoutAHost_isNotOffered();
    void settings_notWritable_areSaid();
    void loadingAhead_chosen_isTold();

private:
    template <typename Widget>
    [[nodiscard]] Widget *part(const QString &name) const
    {
        return m_dialog->findChild<Widget *>(name);
    }
    [[nodiscard]] QPushButton *okButton() const
    {
        return part<QDialogButtonBox>(u"preferencesButtonBox"_s)->button(QDialogButtonBox::Ok);
    }
    void show(const QString &setting);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Fetcher> m_fetcher;
    std::unique_ptr<FeedProxy> m_proxy;
    std::unique_ptr<PreferencesDialog> m_dialog;
    bool m_isLoadingAhead = true;
};

void PreferencesDialogTest::init()
{
    failOnUnexpectedWarnings();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings =
        std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_fetcher = std::make_unique<Fetcher>(Fetcher::Settings());
}

void PreferencesDialogTest::cleanup()
{
    m_dialog.reset();
    m_proxy.reset();
    m_fetcher.reset();
    m_settings.reset();
}

void PreferencesDialogTest::show(const QString &setting)
{
    m_settings->setValue(proxySettingKey(), setting);
    m_proxy = std::make_unique<FeedProxy>(*m_settings, *m_fetcher);
    m_dialog = std::make_unique<PreferencesDialog>(*m_proxy, m_isLoadingAhead);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    m_dialog->show();
}

void PreferencesDialogTest::proxy_chosen_isKept_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("setting");
    QTest::newRow("system") << u"systemProxyRadioButton"_s << 0 << QString() << 1 << u"system"_s;
    QTest::newRow("none") << u"noProxyRadioButton"_s << 0 << QString() << 1 << u"none"_s;
    QTest::newRow("http") << u"ownProxyRadioButton"_s << 0 << u" Proxy.Example "_s << 3128
                          << u"http://proxy.example:3128"_s;
    QTest::newRow("socks") << u"ownProxyRadioButton"_s << 1 << u"::1"_s << 9050
                           << u"socks5://[::1]:9050"_s;
}

void PreferencesDialogTest::proxy_chosen_isKept()
{
    QFETCH(const QString, button);
    QFETCH(const int, kind);
    QFETCH(const QString, host);
    QFETCH(const int, port);
    QFETCH(const QString, setting);
    show(u"http://old.example:1"_s);
    part<QRadioButton>(button)->click();
    part<QComboBox>(u"proxyKindComboBox"_s)->setCurrentIndex(kind);
    part<QLineEdit>(u"proxyHostLineEdit"_s)->setText(host);
    part<QSpinBox>(u"proxyPortSpinBox"_s)->setValue(port);
    QVERIFY(okButton()->isEnabled());
    okButton()->click();
    QVERIFY(!m_dialog->isVisible());
    const QSettings written(m_settings->fileName(), QSettings::IniFormat);
    QCOMPARE(written.value(proxySettingKey()).toString(), setting);
    QCOMPARE(settingOf(m_proxy->choice()), setting);
}

void PreferencesDialogTest::proxy_kept_isShown_data()
{
    QTest::addColumn<QString>("setting");
    QTest::addColumn<QString>("button");
    QTest::newRow("system") << u"system"_s << u"systemProxyRadioButton"_s;
    QTest::newRow("none") << u"none"_s << u"noProxyRadioButton"_s;
    QTest::newRow("own") << u"socks5://proxy.example:1080"_s << u"ownProxyRadioButton"_s;
}

void PreferencesDialogTest::proxy_kept_isShown()
{
    QFETCH(const QString, setting);
    QFETCH(const QString, button);
    show(setting);
    QVERIFY(part<QRadioButton>(button)->isChecked());
    const bool isOwn = button == u"ownProxyRadioButton"_s;
    QCOMPARE(part<QLineEdit>(u"proxyHostLineEdit"_s)->isEnabled(), isOwn);
    if (isOwn) {
        QCOMPARE(part<QComboBox>(u"proxyKindComboBox"_s)->currentText(), u"SOCKS 5"_s);
        QCOMPARE(part<QLineEdit>(u"proxyHostLineEdit"_s)->text(), u"proxy.example"_s);
        QCOMPARE(part<QSpinBox>(u"proxyPortSpinBox"_s)->value(), 1080);
    }
}

void PreferencesDialogTest::ownProxy_withoutAHost_isNotOffered()
{
    show(u"none"_s);
    part<QRadioButton>(u"ownProxyRadioButton"_s)->click();
    QVERIFY(!okButton()->isEnabled());
    const auto *state = part<QLabel>(u"preferencesStateLabel"_s);
    QVERIFY(state->text().isEmpty());
    part<QLineEdit>(u"proxyHostLineEdit"_s)->setText(u"no host"_s);
    QVERIFY(!okButton()->isEnabled());
    QVERIFY(!state->text().isEmpty());
    part<QLineEdit>(u"proxyHostLineEdit"_s)->setText(u"proxy.example"_s);
    QVERIFY(okButton()->isEnabled());
    QVERIFY(state->text().isEmpty());
    part<QLineEdit>(u"proxyHostLineEdit"_s)->clear();
    part<QRadioButton>(u"noProxyRadioButton"_s)->click();
    QVERIFY(okButton()->isEnabled());
}

void PreferencesDialogTest::settings_notWritable_areSaid()
{
    // A folder in the file's place, which not even root can write as a file.
    const QString file = m_folder->filePath(u"folder/settings.ini"_s);
    QVERIFY(QDir().mkpath(file));
    m_settings = std::make_unique<QSettings>(file, QSettings::IniFormat);
    show(u"system"_s);
    part<QRadioButton>(u"noProxyRadioButton"_s)->click();
    okButton()->click();
    QVERIFY(m_dialog->isVisible());
    QVERIFY(!part<QLabel>(u"preferencesStateLabel"_s)->text().isEmpty());
}

void PreferencesDialogTest::loadingAhead_chosen_isTold()
{
    for (const bool isWanted : {false, true}) {
        m_isLoadingAhead = !isWanted;
        show({});
        auto *box = part<QCheckBox>(u"loadAheadCheckBox"_s);
        QCOMPARE(box->isChecked(), !isWanted);
        QSignalSpy chosen(m_dialog.get(), &PreferencesDialog::loadingAheadChosen);
        box->click();
        QVERIFY(chosen.isEmpty());
        okButton()->click();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().toBool(), isWanted);
    }
}

QTEST_MAIN(PreferencesDialogTest)
#include "tst_preferencesdialog.moc"
