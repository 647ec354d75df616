// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/questions.h"

#include <QInputDialog>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace lectern {

void askBefore(QWidget *parent, const QString &objectName, const QString &question,
               const QString &consequence, const QString &answer,
               const std::function<void()> &handle, QMessageBox::ButtonRole role)
{
    auto *box =
        new QMessageBox(QMessageBox::Question, QString(), question, QMessageBox::Cancel, parent);
    box->setObjectName(objectName);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(consequence);
    QPushButton *button = box->addButton(answer, role);
    QObject::connect(button, &QPushButton::clicked, parent, handle);
    box->open();
}

void askForName(QWidget *parent, const QString &objectName, const QString &title,
                const QString &label, const QString &name,
                const std::function<void(const QString &)> &handle, NameMay may)
{
    auto *input = new QInputDialog(parent);
    input->setObjectName(objectName);
    input->setAttribute(Qt::WA_DeleteOnClose);
    input->setWindowTitle(title);
    input->setLabelText(label);
    input->setTextValue(name);
    QObject::connect(input, &QInputDialog::textValueSelected, parent,
                     [handle, may](const QString &given) {
                         if (may == NameMay::BeEmpty || !given.simplified().isEmpty())
                             handle(given.simplified());
                     });
    input->open();
}

QString actionText(const QString &title)
{
    return QString(title).replace(u'&', u"&&"_s);
}

} // namespace lectern
