// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sourcedialog.h"

#include "core/canonicaladdress.h"
#include "ui/feedtext.h"
#include "ui_sourcedialog.h"

#include <QRegularExpression>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

constexpr std::chrono::seconds intervals[] = {15min, 30min, 1h, 3h, 6h, 12h, 24h};

/// Not empty lines of a text, without blanks around them.
QStringList linesOf(const QString &text)
{
    QStringList lines;
    for (const QString &line : text.split(u'\n')) {
        if (!line.trimmed().isEmpty())
            lines.append(line.trimmed());
    }
    return lines;
}

} // namespace

SourceDialog::SourceDialog(const Source &source, const std::optional<Feed> &feed, QWidget *parent)
    : QDialog(parent), m_form(std::make_unique<Ui::SourceDialog>())
{
    m_form->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Properties of %1").arg(source.title));
    m_form->ownTitleLineEdit->setText(source.ownTitle);
    if (source.ownTitle.isEmpty())
        m_form->ownTitleLineEdit->setPlaceholderText(source.title);
    m_form->muteCheckBox->setChecked(source.isMuted);
    m_form->announceCheckBox->setChecked(source.isAnnounced);
    m_form->sourceAddressLabel->setText(displayAddress(source.url));
    m_form->announceCheckBox->setVisible(feed.has_value());
    m_form->fetchingPage->setVisible(feed.has_value());
    connect(m_form->keepNewestRadioButton, &QRadioButton::toggled, m_form->newestSpinBox,
            &QWidget::setEnabled);
    connect(m_form->keepDaysRadioButton, &QRadioButton::toggled, m_form->daysSpinBox,
            &QWidget::setEnabled);
    showRetention(source.retention);
    if (feed)
        showFeed(*feed);
    m_before = {{source.ownTitle, source.isMuted, source.isAnnounced, source.view},
                source.retention,
                {},
                {}};
    if (feed)
        m_before.fetching = feed->settings;
    adjustSize();
    connect(m_form->sourceButtonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_form->sourceButtonBox, &QDialogButtonBox::accepted, this, &SourceDialog::save);
}

SourceDialog::~SourceDialog() = default;

SourceProperties SourceDialog::properties() const
{
    SourceProperties now = m_before;
    now.settings = {m_form->ownTitleLineEdit->text().simplified(),
                    m_form->muteCheckBox->isChecked(), m_form->announceCheckBox->isChecked(),
                    m_before.settings.view};
    now.retention = chosenRetention();
    if (now.fetching) {
        const QVariant seconds = m_form->intervalComboBox->currentData();
        now.fetching->every.reset();
        if (seconds.isValid())
            now.fetching->every = std::chrono::seconds(seconds.toLongLong());
        now.fetching->userAgent = m_form->userAgentLineEdit->text().simplified();
        now.fetching->userName = m_form->userNameLineEdit->text().trimmed();
        now.password = m_form->passwordLineEdit->text();
        now.fetching->headers = linesOf(m_form->headersTextEdit->toPlainText());
    }
    return now;
}

void SourceDialog::showRetention(const Retention &retention)
{
    m_form->newestSpinBox->setEnabled(false);
    m_form->daysSpinBox->setEnabled(false);
    switch (retention.kind) {
    case Retention::Kind::All:
        m_form->keepAllRadioButton->setChecked(true);
        break;
    case Retention::Kind::Newest:
        m_form->keepNewestRadioButton->setChecked(true);
        m_form->newestSpinBox->setValue(retention.count);
        break;
    case Retention::Kind::Days:
        m_form->keepDaysRadioButton->setChecked(true);
        m_form->daysSpinBox->setValue(retention.count);
        break;
    }
}

void SourceDialog::showFeed(const Feed &feed)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto momentOf = [&](const std::optional<QDateTime> &moment) {
        return moment ? momentText(*moment, now, locale()) : tr("never");
    };
    QStringList facts;
    if (feed.address != feed.url)
        facts.append(tr("Moved for good; fetched from %1").arg(displayAddress(feed.address)));
    facts.append(
        tr("Last check: %1. Last read: %2.").arg(momentOf(feed.checked), momentOf(feed.succeeded)));
    facts.append(feedStateText(feed, now, locale()));
    m_form->feedFactsLabel->setText(facts.join(u'\n'));

    m_form->intervalComboBox->addItem(
        feed.usualGap ? tr("As often as it has news (about every %1)").arg(spanText(*feed.usualGap))
                      : tr("As often as it has news"));
    for (const std::chrono::seconds every : intervals)
        m_form->intervalComboBox->addItem(tr("Every %1").arg(spanText(every)),
                                          qlonglong(every.count()));
    if (feed.settings.every) {
        const QVariant seconds(qlonglong(feed.settings.every->count()));
        if (m_form->intervalComboBox->findData(seconds) < 0)
            m_form->intervalComboBox->addItem(tr("Every %1").arg(spanText(*feed.settings.every)),
                                              seconds);
        m_form->intervalComboBox->setCurrentIndex(m_form->intervalComboBox->findData(seconds));
    }
    m_form->userNameLineEdit->setText(feed.settings.userName);
    if (!feed.settings.userName.isEmpty())
        m_form->passwordLineEdit->setPlaceholderText(tr("As before"));
    m_form->userAgentLineEdit->setText(feed.settings.userAgent);
    m_form->headersTextEdit->setPlainText(feed.settings.headers.join(u'\n'));
}

Retention SourceDialog::chosenRetention() const
{
    if (m_form->keepNewestRadioButton->isChecked())
        return {Retention::Kind::Newest, m_form->newestSpinBox->value()};
    if (m_form->keepDaysRadioButton->isChecked())
        return {Retention::Kind::Days, m_form->daysSpinBox->value()};
    return {};
}

QString SourceDialog::wrongHeader() const
{
    // RFC 9110, section 5: a token, a colon, visible characters and blanks.
    static const QRegularExpression header(u"^[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\\t\\x20-\\x7e]*$"_s);
    for (const QString &line : linesOf(m_form->headersTextEdit->toPlainText())) {
        if (!header.match(line).hasMatch())
            return line;
    }
    return {};
}

void SourceDialog::save()
{
    if (const QString wrong = wrongHeader(); !wrong.isEmpty()) {
        m_form->sourceStateLabel->setText(
            tr("“%1” is no header. One reads like “Accept-Language: de”.").arg(wrong));
        m_form->headersTextEdit->setFocus();
        return;
    }
    SourceProperties now = properties();
    if (now != m_before) {
        if (now.fetching == m_before.fetching && now.password.isEmpty())
            now.fetching.reset();
        emit changed(now);
    }
    accept();
}

} // namespace lectern
