// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addfeeddialog.h"

#include "core/canonicaladdress.h"
#include "sync/feedadder.h"
#include "ui/errortext.h"
#include "ui_addfeeddialog.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Longer ones are text that somebody copied.
constexpr qsizetype longestAddress = 4000;

/// The address in what was typed or copied; "example.org/feed" is one. Empty when there is none.
QUrl addressIn(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty() || trimmed.size() > longestAddress || trimmed.contains(u' '))
        return {};
    const QUrl url = FeedAdder::webAddress(QUrl::fromUserInput(trimmed));
    const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    return isWeb && !url.host().isEmpty() ? url : QUrl();
}

} // namespace

AddFeedDialog::AddFeedDialog(FeedAdder &adder, const QString &proposal, FolderId folder,
                             QWidget *parent)
    : QDialog(parent), m_form(std::make_unique<Ui::AddFeedDialog>()), m_adder(adder),
      m_folder(folder)
{
    m_form->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *add = m_form->addFeedButtonBox->button(QDialogButtonBox::Ok);
    add->setText(tr("A&dd"));
    // A copied word is no address, even where it could be a host's name.
    if (proposal.contains(u':') && !addressIn(proposal).isEmpty()) {
        m_form->feedAddressLineEdit->setText(proposal.trimmed());
        m_form->feedAddressLineEdit->selectAll();
    }
    connect(m_form->feedAddressLineEdit, &QLineEdit::textChanged, this,
            [this] { showState({}, false); });
    connect(m_form->addFeedButtonBox, &QDialogButtonBox::accepted, this, &AddFeedDialog::add);
    connect(m_form->addFeedButtonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&adder, &FeedAdder::added, this, [this](const FeedOutcome &outcome, bool wasThere) {
        if (m_asked.isEmpty())
            return;
        emit followed(outcome, wasThere);
        accept();
    });
    connect(&adder, &FeedAdder::failed, this,
            [this](const QUrl & /*url*/, const Error &error, std::optional<int> httpStatus) {
                if (m_asked.isEmpty())
                    return;
                const QUrl asked = std::exchange(m_asked, {});
                if (error.code == ErrorCode::Malformed)
                    showState(tr("There is no feed at this address. Look for the address of the "
                                 "site's RSS or Atom feed."),
                              false);
                else
                    showState(fetchErrorText(siteName(asked), error, httpStatus), false);
                m_form->feedAddressLineEdit->setFocus();
            });
    showState({}, false);
}

AddFeedDialog::~AddFeedDialog() = default;

void AddFeedDialog::add()
{
    m_asked = addressIn(m_form->feedAddressLineEdit->text());
    if (m_asked.isEmpty()) {
        showState(tr("This is no address of the web."), false);
        return;
    }
    showState(tr("Reading %1…").arg(siteName(m_asked)), true);
    m_adder.add(m_asked, m_folder);
}

void AddFeedDialog::showState(const QString &sentence, bool isBusy)
{
    m_form->addFeedStateLabel->setText(sentence);
    m_form->feedAddressLineEdit->setEnabled(!isBusy);
    m_form->addFeedButtonBox->button(QDialogButtonBox::Ok)
        ->setEnabled(!isBusy && !m_form->feedAddressLineEdit->text().trimmed().isEmpty());
}

} // namespace lectern
