// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferencesdialog.h"

#include "ui/errortext.h"
#include "ui_preferencesdialog.h"

#include <QPushButton>
#include <QUrl>

namespace lectern {

namespace {

/// As it goes into an address; empty: that is no host's name.
QString hostIn(const QString &text)
{
    QUrl url;
    url.setHost(text.trimmed(), QUrl::StrictMode);
    return url.host();
}

} // namespace

PreferencesDialog::PreferencesDialog(FeedProxy &proxy, bool isLoadingAhead, QWidget *parent)
    : QDialog(parent), m_form(std::make_unique<Ui::PreferencesDialog>()), m_proxy(proxy)
{
    m_form->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_form->proxyKindComboBox->addItem(tr("HTTP"), int(ProxyChoice::Kind::Http));
    m_form->proxyKindComboBox->addItem(tr("SOCKS 5"), int(ProxyChoice::Kind::Socks5));

    const ProxyChoice now = proxy.choice();
    m_form->systemProxyRadioButton->setChecked(now.kind == ProxyChoice::Kind::System);
    m_form->noProxyRadioButton->setChecked(now.kind == ProxyChoice::Kind::None);
    if (const int kind = m_form->proxyKindComboBox->findData(int(now.kind)); kind >= 0) {
        m_form->ownProxyRadioButton->setChecked(true);
        m_form->proxyKindComboBox->setCurrentIndex(kind);
        m_form->proxyHostLineEdit->setText(now.host);
        m_form->proxyPortSpinBox->setValue(now.port);
    }

    m_form->loadAheadCheckBox->setChecked(isLoadingAhead);

    connect(m_form->ownProxyRadioButton, &QRadioButton::toggled, this,
            &PreferencesDialog::updateControls);
    connect(m_form->proxyHostLineEdit, &QLineEdit::textChanged, this,
            &PreferencesDialog::updateControls);
    connect(m_form->preferencesButtonBox, &QDialogButtonBox::accepted, this,
            &PreferencesDialog::save);
    connect(m_form->preferencesButtonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    updateControls();
}

PreferencesDialog::~PreferencesDialog() = default;

ProxyChoice PreferencesDialog::chosen() const
{
    ProxyChoice choice;
    if (m_form->noProxyRadioButton->isChecked())
        choice.kind = ProxyChoice::Kind::None;
    if (m_form->ownProxyRadioButton->isChecked()) {
        choice.kind = ProxyChoice::Kind(m_form->proxyKindComboBox->currentData().toInt());
        choice.host = hostIn(m_form->proxyHostLineEdit->text());
        choice.port = quint16(m_form->proxyPortSpinBox->value());
    }
    return choice;
}

bool PreferencesDialog::isUsable() const
{
    return !m_form->ownProxyRadioButton->isChecked()
        || !hostIn(m_form->proxyHostLineEdit->text()).isEmpty();
}

void PreferencesDialog::updateControls()
{
    const bool isOwn = m_form->ownProxyRadioButton->isChecked();
    for (QWidget *control :
         std::initializer_list<QWidget *>{m_form->proxyKindComboBox, m_form->proxyHostLineEdit,
                                          m_form->proxyPortLabel, m_form->proxyPortSpinBox})
        control->setEnabled(isOwn);
    const bool isTyped = !m_form->proxyHostLineEdit->text().trimmed().isEmpty();
    m_form->preferencesStateLabel->setText(
        isOwn && isTyped && !isUsable() ? tr("This is not the name of a host.") : QString());
    m_form->preferencesButtonBox->button(QDialogButtonBox::Ok)->setEnabled(isUsable());
}

void PreferencesDialog::save()
{
    const Result<void> kept = m_proxy.choose(chosen());
    if (!kept) {
        m_form->preferencesStateLabel->setText(saveErrorText(kept.error()));
        return;
    }
    emit loadingAheadChosen(m_form->loadAheadCheckBox->isChecked());
    accept();
}

} // namespace lectern
