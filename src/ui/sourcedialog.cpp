// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sourcedialog.h"

#include "core/canonicaladdress.h"
#include "ui_sourcedialog.h"

namespace lectern {

SourceDialog::SourceDialog(const Source &source, QWidget *parent)
    : QDialog(parent), m_form(std::make_unique<Ui::SourceDialog>())
{
    m_form->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_form->sourceTitleLabel->setText(source.title);
    m_form->sourceAddressLabel->setText(displayAddress(source.url));
    connect(m_form->keepNewestRadioButton, &QRadioButton::toggled, m_form->newestSpinBox,
            &QWidget::setEnabled);
    connect(m_form->keepDaysRadioButton, &QRadioButton::toggled, m_form->daysSpinBox,
            &QWidget::setEnabled);
    m_form->newestSpinBox->setEnabled(false);
    m_form->daysSpinBox->setEnabled(false);
    switch (source.retention.kind) {
    case Retention::Kind::All:
        m_form->keepAllRadioButton->setChecked(true);
        break;
    case Retention::Kind::Newest:
        m_form->keepNewestRadioButton->setChecked(true);
        m_form->newestSpinBox->setValue(source.retention.count);
        break;
    case Retention::Kind::Days:
        m_form->keepDaysRadioButton->setChecked(true);
        m_form->daysSpinBox->setValue(source.retention.count);
        break;
    }
    connect(m_form->sourceButtonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_form->sourceButtonBox, &QDialogButtonBox::accepted, this, [this] {
        emit retentionChosen(chosenRetention());
        accept();
    });
}

SourceDialog::~SourceDialog() = default;

Retention SourceDialog::chosenRetention() const
{
    if (m_form->keepNewestRadioButton->isChecked())
        return {Retention::Kind::Newest, m_form->newestSpinBox->value()};
    if (m_form->keepDaysRadioButton->isChecked())
        return {Retention::Kind::Days, m_form->daysSpinBox->value()};
    return {};
}

} // namespace lectern
