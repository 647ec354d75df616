// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/foundsource.h"

#include <QDialog>
#include <QFuture>

#include <memory>
#include <optional>

class QPushButton;

namespace Ui {
class AddSourceDialog;
}

namespace lectern {

class SourceFinder;

/// One field takes anything: looks at what was typed, shows what is there with its newest posts,
/// and adds what the reader chooses. It stays open until that has worked, or the reader gives up.
/// Deletes itself; `finder` must outlive it.
class AddSourceDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AddSourceDialog)

public:
    /// What is added comes into `folder`.
    AddSourceDialog(SourceFinder &finder, FolderId folder, QWidget *parent = nullptr);
    ~AddSourceDialog() override;

    /// Puts the address that the reader has copied into the field. Nobody is asked for it: it may
    /// be there by chance. Does nothing with an empty one.
    void propose(const QString &address);
    /// The reader has named it already, so it is looked at right away.
    void look(const QString &text);

signals:
    /// `title` is that of what was chosen.
    void added(const lectern::AddedSources &sources, const QString &title);
    /// The reader wants to see, or to say, which posts of this page are meant.
    void pageRequested(const QUrl &page);
    /// What was chosen is there already.
    void knownChosen(lectern::SourceId source);

private:
    void find();
    /// What the reader has given for a site that wants one.
    [[nodiscard]] std::optional<Login> login() const;
    void takeAnswer(const FindResult &answer);
    void takeFailure(const FindFailure &failure);
    void showChoices();
    void showPosts();
    void add();
    void accepted();
    /// Nothing is found yet, or what was found is not what the field says any more.
    void forgetFound();
    void showState(const QString &sentence, bool isBusy);
    void fitHeight();
    [[nodiscard]] const FoundSource *chosen() const;

    QPushButton *m_pageButton; ///< in the form's button box

    std::unique_ptr<Ui::AddSourceDialog> m_form;
    SourceFinder &m_finder;
    const FolderId m_folder;
    QFuture<FindResult> m_search;
    int m_request = 0; ///< answers to earlier ones are ignored
    FoundSources m_found;
};

} // namespace lectern
