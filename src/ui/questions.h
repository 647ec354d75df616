// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMessageBox>
#include <QString>

#include <functional>

namespace lectern {

// Dialogs that ask one thing. Each is window-modal, goes by itself, and calls its handler only when
// the reader agrees; `parent` must live as long as what the handler uses. Texts are plain.

/// The question and what follows from it, with the button `answer` (which may have a mnemonic)
/// beside Cancel.
void askBefore(QWidget *parent, const QString &objectName, const QString &question,
               const QString &consequence, const QString &answer,
               const std::function<void()> &handle,
               QMessageBox::ButtonRole role = QMessageBox::DestructiveRole);

enum class NameMay { NotBeEmpty, BeEmpty };

/// A name, which the handler gets tidied; an empty one only where that may be.
void askForName(QWidget *parent, const QString &objectName, const QString &title,
                const QString &label, const QString &name,
                const std::function<void(const QString &)> &handle,
                NameMay may = NameMay::NotBeEmpty);

/// A title as the text of an action, where a single ampersand would mark a key.
[[nodiscard]] QString actionText(const QString &title);

} // namespace lectern
