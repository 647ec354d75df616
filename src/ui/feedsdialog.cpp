// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/feedsdialog.h"

#include "ui/errortext.h"
#include "ui/feedtext.h"
#include "ui/lineicon.h"
#include "ui_feedsdialog.h"

#include <QHeaderView>
#include <QSettings>
#include <QSortFilterProxyModel>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr auto keptOnKey = "feeds/keptOn"_L1;

bool isTrouble(FeedCondition condition)
{
    return condition == FeedCondition::Slow || condition == FeedCondition::Failing
        || condition == FeedCondition::Gone;
}

/// Puts the cells into words, sorts by what they mean, and may leave out what works.
class FeedRows final : public QSortFilterProxyModel
{
public:
    FeedRows(const FeedTableModel &feeds, const Clock &clock, QObject *parent)
        : QSortFilterProxyModel(parent), m_feeds(feeds), m_now(clock)
    {
        setSortRole(FeedTableModel::SortRole);
        setSortLocaleAware(true);
        setSortCaseSensitivity(Qt::CaseInsensitive);
    }

    void setOnlyTrouble(bool isOnlyTrouble)
    {
        m_isOnlyTrouble = isOnlyTrouble;
        invalidateFilter();
    }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (!index.isValid()
            || (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::DecorationRole))
            return QSortFilterProxyModel::data(index, role);
        const int row = mapToSource(index).row();
        if (role == Qt::DecorationRole) {
            const bool isMarked = index.column() == FeedTableModel::StateColumn
                && isTrouble(m_feeds.conditionAt(row));
            return isMarked ? QVariant(lineIcon(u"warning"_s)) : QVariant();
        }
        return textOf(m_feeds.feedAt(row), static_cast<FeedTableModel::Column>(index.column()));
    }

    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override
    {
        if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
            return QSortFilterProxyModel::headerData(section, orientation, role);
        switch (static_cast<FeedTableModel::Column>(section)) {
        case FeedTableModel::TitleColumn:
            return FeedsDialog::tr("Feed");
        case FeedTableModel::StateColumn:
            return FeedsDialog::tr("State");
        case FeedTableModel::SucceededColumn:
            return FeedsDialog::tr("Last read");
        case FeedTableModel::DueColumn:
            return FeedsDialog::tr("Next");
        case FeedTableModel::GapColumn:
            return FeedsDialog::tr("Usually new after");
        case FeedTableModel::ColumnCount:
            break;
        }
        return {};
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex & /*parent*/) const override
    {
        return !m_isOnlyTrouble || isTrouble(m_feeds.conditionAt(row));
    }

private:
    [[nodiscard]] QString textOf(const Feed &feed, FeedTableModel::Column column) const
    {
        const QLocale locale;
        const QDateTime now = m_now();
        switch (column) {
        case FeedTableModel::TitleColumn:
            return feed.title;
        case FeedTableModel::StateColumn:
            return feedStateText(feed, now, locale);
        case FeedTableModel::SucceededColumn:
            return feed.succeeded ? momentText(*feed.succeeded, now, locale)
                                  : FeedsDialog::tr("never");
        case FeedTableModel::DueColumn:
            return feed.due && *feed.due > now ? momentText(*feed.due, now, locale)
                                               : FeedsDialog::tr("now");
        case FeedTableModel::GapColumn:
            return feed.usualGap ? spanText(*feed.usualGap) : QString();
        case FeedTableModel::ColumnCount:
            break;
        }
        return {};
    }

    const FeedTableModel &m_feeds;
    const Clock m_now;
    bool m_isOnlyTrouble = false;
};

} // namespace

FeedsDialog::FeedsDialog(Library &library, QSettings &settings, QWidget *parent, const Clock &clock)
    : QDialog(parent), m_form(std::make_unique<Ui::FeedsDialog>()), m_settings(settings),
      m_now(clock), m_feeds(library, nullptr, clock)
{
    m_form->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *rows = new FeedRows(m_feeds, clock, this);
    rows->setSourceModel(&m_feeds);
    m_shown = rows;
    QTableView *table = m_form->feedsTableView;
    table->setModel(m_shown);
    table->sortByColumn(FeedTableModel::TitleColumn, Qt::AscendingOrder);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setSectionResizeMode(FeedTableModel::StateColumn,
                                                    QHeaderView::Stretch);
    table->setColumnWidth(FeedTableModel::TitleColumn, 170);
    m_form->goneFrame->hide();

    connect(m_form->troubleCheckBox, &QCheckBox::toggled, rows, &FeedRows::setOnlyTrouble);
    connect(m_form->troubleCheckBox, &QCheckBox::toggled, this, &FeedsDialog::updateButtons);
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &FeedsDialog::updateButtons);
    connect(table, &QTableView::doubleClicked, m_form->feedPropertiesButton, &QPushButton::click);
    connect(m_form->refreshFeedsButton, &QPushButton::clicked, this, [this] {
        QList<SourceId> feeds;
        for (const Feed &feed : chosen())
            feeds.append(feed.source);
        emit refreshRequested(feeds);
    });
    connect(m_form->feedPropertiesButton, &QPushButton::clicked, this, [this] {
        if (const QList<Feed> feeds = chosen(); feeds.size() == 1)
            emit propertiesRequested(feeds.constFirst().source);
    });
    connect(m_form->openHomePageButton, &QPushButton::clicked, this, [this] {
        if (const QList<Feed> feeds = chosen(); feeds.size() == 1)
            emit openRequested(feeds.constFirst().homePage);
    });
    connect(m_form->removeFeedButton, &QPushButton::clicked, this, [this] {
        if (const QList<Feed> feeds = chosen(); feeds.size() == 1)
            emit removeRequested(feeds.constFirst().source);
    });
    connect(m_form->keepTryingButton, &QPushButton::clicked, this, [this] {
        QStringList kept = m_settings.value(keptOnKey).toStringList();
        kept.append(m_gone->url.toString(QUrl::FullyEncoded));
        m_settings.setValue(keptOnKey, kept);
        askAboutGone();
    });
    connect(m_form->removeGoneButton, &QPushButton::clicked, this,
            [this] { emit removeRequested(m_gone->source); });
    connect(m_form->feedsButtonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_feeds, &FeedTableModel::settled, this, [this] {
        updateButtons();
        askAboutGone();
    });
    connect(&m_feeds, &FeedTableModel::failed, this, [this](const Error &error) {
        m_form->feedsSummaryLabel->setText(saveErrorText(error));
    });
    m_feeds.refresh();
    updateButtons();
}

FeedsDialog::~FeedsDialog() = default;

void FeedsDialog::setOnlyTrouble(bool isOnlyTrouble)
{
    m_form->troubleCheckBox->setChecked(isOnlyTrouble);
}

QList<Feed> FeedsDialog::chosen() const
{
    QList<Feed> feeds;
    for (const QModelIndex &index : m_form->feedsTableView->selectionModel()->selectedRows())
        feeds.append(m_feeds.feedAt(m_shown->mapToSource(index).row()));
    return feeds;
}

void FeedsDialog::updateButtons()
{
    const QList<Feed> feeds = chosen();
    const bool isOne = feeds.size() == 1;
    m_form->refreshFeedsButton->setEnabled(!feeds.isEmpty());
    m_form->feedPropertiesButton->setEnabled(isOne);
    m_form->removeFeedButton->setEnabled(isOne);
    m_form->openHomePageButton->setEnabled(isOne && !feeds.constFirst().homePage.isEmpty());
    int troubled = 0;
    for (int row = 0; row < m_feeds.rowCount(); ++row)
        troubled += isTrouble(m_feeds.conditionAt(row)) ? 1 : 0;
    const QString all = locale().toString(m_feeds.rowCount());
    m_form->feedsSummaryLabel->setText(
        troubled == 0 ? tr("Feeds: %1, none with trouble.").arg(all)
                      : tr("Feeds: %1, with trouble: %2.").arg(all, locale().toString(troubled)));
}

void FeedsDialog::askAboutGone()
{
    m_gone.reset();
    QStringList kept = m_settings.value(keptOnKey).toStringList();
    QStringList stillGone;
    for (int row = 0; row < m_feeds.rowCount(); ++row) {
        if (m_feeds.conditionAt(row) != FeedCondition::Gone)
            continue;
        const Feed &feed = m_feeds.feedAt(row);
        const QString address = feed.url.toString(QUrl::FullyEncoded);
        if (kept.contains(address))
            stillGone.append(address);
        else if (!m_gone)
            m_gone = feed;
    }
    // What has come back is asked about anew when it goes again.
    if (stillGone.size() != kept.size())
        m_settings.setValue(keptOnKey, stillGone);
    m_form->goneFrame->setVisible(m_gone.has_value());
    if (m_gone)
        m_form->goneLabel->setText(
            tr("%1 has not been there since %2. It may come back; Lectern goes on looking for it "
               "once a day or so.")
                .arg(m_gone->title,
                     locale().toString(m_gone->failingSince.value_or(m_now()).toLocalTime().date(),
                                       QLocale::LongFormat)));
}

} // namespace lectern
