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

/// What the reader may choose that has no place in a menu: the proxy, and loading ahead. Deletes
/// itself; `proxy` must outlive it.
class PreferencesDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PreferencesDialog)

public:
    PreferencesDialog(FeedProxy &proxy, bool isLoadingAhead, QWidget *parent = nullptr);
    ~PreferencesDialog() override;

signals:
    void loadingAheadChosen(bool isWanted); ///< also when it is as it was

private:
    [[nodiscard]] ProxyChoice chosen() const;
    [[nodiscard]] bool isUsable() const;
    void updateControls();
    void save();

    std::unique_ptr<Ui::PreferencesDialog> m_form;
    FeedProxy &m_proxy;
};

} // namespace lectern
