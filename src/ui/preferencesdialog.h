// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/feedproxy.h"

#include <QDialog>

#include <memory>

namespace Ui {
class PreferencesDialog;
}

namespace lectern {

/// What the reader may choose that has no place in a menu: the proxy. Deletes itself; `proxy` must
/// outlive it.
class PreferencesDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PreferencesDialog)

public:
    explicit PreferencesDialog(FeedProxy &proxy, QWidget *parent = nullptr);
    ~PreferencesDialog() override;

private:
    [[nodiscard]] ProxyChoice chosen() const;
    [[nodiscard]] bool isUsable() const;
    void updateControls();
    void save();

    std::unique_ptr<Ui::PreferencesDialog> m_form;
    FeedProxy &m_proxy;
};

} // namespace lectern
