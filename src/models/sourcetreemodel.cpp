// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sourcetreemodel.h"

#include "core/deliver.h"
#include "core/logging.h"
#include "models/scopemodel.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QIODevice>
#include <QMimeData>

#include <algorithm>
#include <chrono>
#include <functional>
#include <limits>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

const QString mimeType = u"application/x-lectern-source"_s;

/// While feeds are being refreshed, changes come faster than all icons are worth being read again.
constexpr auto iconPause = 1s;

/// So many rows that are in the way of one that should follow are moved, instead of that one.
constexpr int mostInTheWay = 8;

} // namespace

struct SourceTreeModel::Node
{
    SourceTreeRow row;
    Node *parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;

    [[nodiscard]] int size() const { return static_cast<int>(children.size()); }
    [[nodiscard]] Node &at(int place) const { return *children[static_cast<size_t>(place)]; }
    [[nodiscard]] bool isWithin(const Node &other) const
    {
        for (const Node *node = this; node != nullptr; node = node->parent) {
            if (node == &other)
                return true;
        }
        return false;
    }
};

/// The rows the tree should have, a folder before what is in it.
struct SourceTreeModel::Wanted
{
    static constexpr qsizetype root = -1;

    QList<SourceTreeRow> rows;
    QList<qsizetype> parents; ///< the places of the folders around the rows
    QList<QList<qsizetype>> children{{}}; ///< places, of the root and then of each row
    QHash<Key, qsizetype> places;

    [[nodiscard]] const QList<qsizetype> &childrenOf(qsizetype place) const
    {
        return children.at(place + 1);
    }
};

SourceTreeModel::SourceTreeModel(const ScopeModel &scopes, Library &library, QObject *parent)
    : QAbstractItemModel(parent), m_scopes(scopes), m_library(library),
      m_root(std::make_unique<Node>())
{
    m_iconTimer.setSingleShot(true);
    m_iconTimer.setInterval(iconPause);
    connect(&m_iconTimer, &QTimer::timeout, this, &SourceTreeModel::askForIcons);
    connect(&scopes, &ScopeModel::settled, this, &SourceTreeModel::follow);
    connect(&library, &Library::changed, this, [this](const LibraryChange &change) {
        if (change.feedsChanged && !m_iconTimer.isActive())
            m_iconTimer.start();
    });
    follow();
    askForIcons();
}

SourceTreeModel::~SourceTreeModel() = default;

QModelIndex SourceTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node &within =
        parent.isValid() ? *static_cast<const Node *>(parent.constInternalPointer()) : *m_root;
    if (column != 0 || row < 0 || row >= within.size())
        return {};
    return createIndex(row, 0, &within.at(row));
}

QModelIndex SourceTreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    return indexFor(*static_cast<const Node *>(index.constInternalPointer())->parent);
}

int SourceTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_root->size();
    return static_cast<const Node *>(parent.constInternalPointer())->size();
}

int SourceTreeModel::columnCount(const QModelIndex & /*parent*/) const
{
    return 1;
}

QVariant SourceTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SourceTreeRow &row = rowAt(index);
    switch (role) {
    case TitleRole:
        return row.title;
    case CountRole:
        return row.count ? QVariant(*row.count) : QVariant();
    case KindRole:
        return static_cast<int>(row.scope.kind);
    case IsFailingRole:
        return row.isFailing;
    case IsMutedRole:
        return row.isMuted;
    case IconRole:
        return m_icons.value(row.scope.source);
    case Qt::ToolTipRole:
        return row.isFailing ? tr("%1\nIt could not be refreshed last time.").arg(row.title)
                             : row.title;
    case Qt::AccessibleTextRole: {
        QStringList parts{row.title};
        if (row.scope.kind == Scope::Kind::Folder)
            parts.append(tr("folder"));
        if (row.count && *row.count > 0) {
            const bool isTotal =
                row.scope.kind == Scope::Kind::All || row.scope.kind == Scope::Kind::Bookmarks;
            parts.append(isTotal ? tr("%n in all", nullptr, *row.count)
                                 : tr("%n unread", nullptr, *row.count));
        }
        if (row.isMuted)
            parts.append(tr("muted"));
        if (row.isFailing)
            parts.append(tr("could not be refreshed"));
        return parts.join(u", "_s);
    }
    default:
        return {};
    }
}

Qt::ItemFlags SourceTreeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled; // between the rows at the top
    const SourceTreeRow &row = rowAt(index);
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (row.scope.kind == Scope::Kind::Folder)
        flags |= Qt::ItemIsDropEnabled;
    else
        flags |= Qt::ItemNeverHasChildren;
    if (row.isReadersOwn)
        flags |= Qt::ItemIsDragEnabled;
    return flags;
}

Qt::DropActions SourceTreeModel::supportedDropActions() const
{
    return Qt::MoveAction;
}

QStringList SourceTreeModel::mimeTypes() const
{
    return {mimeType};
}

QMimeData *SourceTreeModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.isEmpty())
        return nullptr;
    const Scope &scope = rowAt(indexes.constFirst()).scope;
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    // Ids mean nothing in the tree of another window's library.
    stream << QCoreApplication::applicationPid() << quint64(quintptr(this))
           << static_cast<qint32>(scope.kind) << keyOf(scope).second;
    auto *data = new QMimeData;
    data->setData(mimeType, bytes);
    return data;
}

std::optional<Scope> SourceTreeModel::scopeIn(const QMimeData *data) const
{
    QDataStream stream(data->data(mimeType));
    qint64 process = 0;
    quint64 model = 0;
    qint32 kind = 0;
    qint64 id = 0;
    stream >> process >> model >> kind >> id;
    if (stream.status() != QDataStream::Ok || process != QCoreApplication::applicationPid()
        || model != quint64(quintptr(this)))
        return {};
    const Node *node = m_nodes.value({kind, id});
    if (node == nullptr || !node->row.isReadersOwn)
        return {};
    return node->row.scope;
}

bool SourceTreeModel::canDropMimeData(const QMimeData *data, Qt::DropAction action, int /*row*/,
                                      int /*column*/, const QModelIndex &parent) const
{
    const auto scope = scopeIn(data);
    if (!scope || action != Qt::MoveAction)
        return false;
    if (!parent.isValid())
        return true;
    const auto *within = static_cast<const Node *>(parent.constInternalPointer());
    return within->row.scope.kind == Scope::Kind::Folder
        && !within->isWithin(*m_nodes.value(keyOf(*scope)));
}

bool SourceTreeModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row,
                                   int column, const QModelIndex &parent)
{
    if (canDropMimeData(data, action, row, column, parent))
        place(*scopeIn(data), parent, row < 0 ? std::numeric_limits<int>::max() : row);
    // The row goes when the library says so: the view must not take it away.
    return false;
}

void SourceTreeModel::place(const Scope &scope, const QModelIndex &folder, int row)
{
    FolderId within;
    if (folder.isValid()) {
        within = rowAt(folder).scope.folder;
    } else {
        // The library counts what the reader has put there, not what stands before it.
        int fixed = 0;
        while (fixed < m_root->size() && !m_root->at(fixed).row.isReadersOwn
               && m_root->at(fixed).row.scope.kind != Scope::Kind::Search)
            ++fixed;
        row = std::max(0, row - fixed);
    }
    deliver(scope.kind == Scope::Kind::Folder ? m_library.placeFolder(scope.folder, within, row)
                                              : m_library.placeSource(scope.source, within, row),
            this, [this](const Result<void> &outcome) {
                if (!outcome)
                    emit failed(outcome.error());
            });
}

const SourceTreeRow &SourceTreeModel::rowAt(const QModelIndex &index) const
{
    Q_ASSERT(index.isValid());
    return static_cast<const Node *>(index.constInternalPointer())->row;
}

QModelIndex SourceTreeModel::indexOf(const Scope &scope) const
{
    const Node *node = m_nodes.value(keyOf(scope));
    return node == nullptr ? QModelIndex() : indexFor(*node);
}

SourceTreeModel::Key SourceTreeModel::keyOf(const Scope &scope)
{
    return {static_cast<int>(scope.kind),
            scope.source.value() + scope.folder.value() + scope.search.value()};
}

SourceTreeModel::Wanted SourceTreeModel::wantedNow() const
{
    QHash<SourceId, const Source *> sources;
    for (const Source &source : m_scopes.sources())
        sources.insert(source.id, &source);

    Wanted wanted;
    QList<qsizetype> around; // the folders around the row, the outermost first
    for (int i = 0; i < m_scopes.rowCount(); ++i) {
        const ScopeRow &scope = m_scopes.scopeAt(i);
        SourceTreeRow row{scope.scope, scope.title, scope.count};
        around.resize(scope.depth);
        if (const Source *source = sources.value(scope.scope.source)) {
            row.count = source->unreadCount;
            row.isReadersOwn = !source->isBuiltIn;
            row.isFailing = source->isFailing;
            row.isMuted = source->isMuted;
            for (const qsizetype folder : std::as_const(around))
                *wanted.rows[folder].count += source->isMuted ? 0 : source->unreadCount;
        }
        const qsizetype place = wanted.rows.size();
        const qsizetype parent = around.isEmpty() ? Wanted::root : around.constLast();
        if (scope.scope.kind == Scope::Kind::Folder) {
            row.count = 0;
            row.isReadersOwn = true;
            around.append(place);
        }
        wanted.rows.append(row);
        wanted.parents.append(parent);
        wanted.children.append(QList<qsizetype>());
        wanted.children[parent + 1].append(place);
        wanted.places.insert(keyOf(row.scope), place);
    }
    return wanted;
}

void SourceTreeModel::follow()
{
    const Wanted wanted = wantedNow();
    bringOutOfGoneFolders(*m_root, wanted);
    removeGone(*m_root, wanted);
    insertFolders(wanted);
    arrange(*m_root, wanted, Wanted::root);
}

void SourceTreeModel::askForIcons()
{
    deliver(m_library.sourceIcons(), this,
            [this](const Result<QHash<SourceId, QByteArray>> &answer) {
                if (!answer) {
                    qCWarning(logLibrary) << "No icons:" << describe(answer.error());
                    return;
                }
                const QHash<SourceId, QByteArray> before = std::exchange(m_icons, *answer);
                for (const Node *node : std::as_const(m_nodes)) {
                    const SourceId source = node->row.scope.source;
                    if (source && before.value(source) != m_icons.value(source)) {
                        const QModelIndex changed = indexFor(*node);
                        emit dataChanged(changed, changed, {IconRole});
                    }
                }
            });
}

QModelIndex SourceTreeModel::indexFor(const Node &node) const
{
    return &node == m_root.get() ? QModelIndex() : createIndex(rowOf(node), 0, &node);
}

int SourceTreeModel::rowOf(const Node &node)
{
    const auto &siblings = node.parent->children;
    const auto place = std::find_if(siblings.cbegin(), siblings.cend(),
                                    [&node](const auto &each) { return each.get() == &node; });
    return static_cast<int>(place - siblings.cbegin());
}

void SourceTreeModel::bringOutOfGoneFolders(Node &parent, const Wanted &wanted)
{
    // As the library does: what was in a folder comes to where the folder was.
    for (int row = parent.size() - 1; row >= 0; --row) {
        Node &child = parent.at(row);
        bringOutOfGoneFolders(child, wanted);
        if (wanted.places.contains(keyOf(child.row.scope)))
            continue;
        for (int inner = child.size() - 1; inner >= 0; --inner) {
            if (wanted.places.contains(keyOf(child.at(inner).row.scope)))
                move(child.at(inner), parent, row);
        }
    }
}

void SourceTreeModel::removeGone(Node &parent, const Wanted &wanted)
{
    const auto isGone = [&](int row) {
        return !wanted.places.contains(keyOf(parent.at(row).row.scope));
    };
    const std::function<void(const Node &)> forget = [&](const Node &node) {
        for (const auto &child : node.children)
            forget(*child);
        m_nodes.remove(keyOf(node.row.scope));
    };
    for (int last = parent.size() - 1; last >= 0; --last) {
        if (!isGone(last)) {
            removeGone(parent.at(last), wanted);
            continue;
        }
        int first = last;
        while (first > 0 && isGone(first - 1))
            --first;
        beginRemoveRows(indexFor(parent), first, last);
        for (int row = first; row <= last; ++row)
            forget(parent.at(row));
        parent.children.erase(parent.children.begin() + first, parent.children.begin() + last + 1);
        endRemoveRows();
        last = first;
    }
}

void SourceTreeModel::insertFolders(const Wanted &wanted)
{
    // Empty, and before anything is moved, so that everything has a place to go to.
    for (qsizetype place = 0; place < wanted.rows.size(); ++place) {
        const Scope &scope = wanted.rows.at(place).scope;
        if (scope.kind != Scope::Kind::Folder || m_nodes.contains(keyOf(scope)))
            continue;
        const qsizetype around = wanted.parents.at(place);
        Node &parent =
            around == Wanted::root ? *m_root : *m_nodes.value(keyOf(wanted.rows.at(around).scope));
        insertRun(parent, rowAfterThose(parent, wanted, place), wanted, {place});
    }
}

void SourceTreeModel::arrange(Node &parent, const Wanted &wanted, qsizetype place)
{
    const QList<qsizetype> &order = wanted.childrenOf(place);
    for (int row = 0; row < order.size(); ++row) {
        const Key key = keyOf(wanted.rows.at(order.at(row)).scope);
        Node *node = m_nodes.value(key);
        if (node == nullptr) {
            qsizetype end = row + 1;
            while (end < order.size()
                   && !m_nodes.contains(keyOf(wanted.rows.at(order.at(end)).scope)))
                ++end;
            insertRun(parent, row, wanted, order.sliced(row, end - row));
            continue;
        }
        const auto isInPlace = [&] { return row < parent.size() && node == &parent.at(row); };
        // A row or two that went elsewhere are moved, instead of all that stand behind them.
        for (int moves = 0; moves < mostInTheWay && !isInPlace(); ++moves) {
            const bool isNear =
                node->parent == &parent && rowOf(*node) - row <= mostInTheWay - moves;
            if (!isNear)
                break;
            Node &inTheWay = parent.at(row);
            const bool isNext = row + 1 < order.size()
                && keyOf(inTheWay.row.scope) == keyOf(wanted.rows.at(order.at(row + 1)).scope);
            if (isNext || !sendHome(inTheWay, wanted))
                break; // the wanted one is what went elsewhere
        }
        if (!isInPlace())
            move(*node, parent, row);
    }

    for (int first = 0; first < order.size(); ++first) {
        const auto isSame = [&](int row) {
            return parent.at(row).row == wanted.rows.at(order.at(row));
        };
        if (isSame(first))
            continue;
        int last = first;
        parent.at(first).row = wanted.rows.at(order.at(first));
        while (last + 1 < order.size() && !isSame(last + 1)) {
            ++last;
            parent.at(last).row = wanted.rows.at(order.at(last));
        }
        emit dataChanged(indexFor(parent.at(first)), indexFor(parent.at(last)));
        first = last;
    }
    for (int row = 0; row < order.size(); ++row)
        arrange(parent.at(row), wanted, order.at(row));
}

void SourceTreeModel::insertRun(Node &parent, int row, const Wanted &wanted,
                                const QList<qsizetype> &places)
{
    beginInsertRows(indexFor(parent), row, row + static_cast<int>(places.size()) - 1);
    std::vector<std::unique_ptr<Node>> run;
    for (const qsizetype place : places) {
        auto node = std::make_unique<Node>();
        node->row = wanted.rows.at(place);
        node->parent = &parent;
        m_nodes.insert(keyOf(node->row.scope), node.get());
        run.push_back(std::move(node));
    }
    parent.children.insert(parent.children.begin() + row, std::make_move_iterator(run.begin()),
                           std::make_move_iterator(run.end()));
    endInsertRows();
}

void SourceTreeModel::move(Node &node, Node &parent, int row)
{
    Node &former = *node.parent;
    const int old = rowOf(node);
    if (&former == &parent && (row == old || row == old + 1))
        return;
    beginMoveRows(indexFor(former), old, old, indexFor(parent), row);
    std::unique_ptr<Node> moved = std::move(former.children[static_cast<size_t>(old)]);
    former.children.erase(former.children.begin() + old);
    const int target = &former == &parent && row > old ? row - 1 : row;
    moved->parent = &parent;
    parent.children.insert(parent.children.begin() + target, std::move(moved));
    endMoveRows();
}

bool SourceTreeModel::sendHome(Node &node, const Wanted &wanted)
{
    const qsizetype place = wanted.places.value(keyOf(node.row.scope));
    const qsizetype around = wanted.parents.at(place);
    Node &parent =
        around == Wanted::root ? *m_root : *m_nodes.value(keyOf(wanted.rows.at(around).scope));
    if (parent.isWithin(node))
        return false;
    move(node, parent, rowAfterThose(parent, wanted, place));
    return true;
}

int SourceTreeModel::rowAfterThose(const Node &parent, const Wanted &wanted, qsizetype place) const
{
    const QList<qsizetype> &order = wanted.childrenOf(wanted.parents.at(place));
    for (qsizetype before = order.indexOf(place) - 1; before >= 0; --before) {
        const Node *node = m_nodes.value(keyOf(wanted.rows.at(order.at(before)).scope));
        if (node != nullptr && node->parent == &parent)
            return rowOf(*node) + 1;
    }
    return 0;
}

} // namespace lectern
