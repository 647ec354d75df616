// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/databaseheader.h"

#include "library/database.h"

#include <QFile>
#include <QSet>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr qsizetype headerSize = 100;
// The literal's own zero byte is the sixteenth of the magic.
constexpr char magic[] = "SQLite format 3";

// Offsets of what is looked at or written.
constexpr qsizetype pageSizeOffset = 16;
constexpr qsizetype formatOffset = 18;
constexpr qsizetype fractionsOffset = 21;
constexpr qsizetype changesOffset = 24;
constexpr qsizetype pageCountOffset = 28;
constexpr qsizetype schemaCookieOffset = 40;
constexpr qsizetype schemaFormatOffset = 44;
constexpr qsizetype encodingOffset = 56;
constexpr qsizetype versionOffset = 60;
constexpr qsizetype applicationOffset = 68;
constexpr qsizetype validForOffset = 92;

const QByteArray fractions = "\x40\x20\x20"_ba;
constexpr quint32 utf8Encoding = 1;
constexpr quint32 schemaFormat = 4;

quint32 number(const QByteArray &header, qsizetype offset)
{
    return qFromBigEndian<quint32>(header.constData() + offset);
}

void setNumber(QByteArray &header, qsizetype offset, quint32 value)
{
    qToBigEndian(value, header.data() + offset);
}

bool isSensible(const QByteArray &header)
{
    const auto pageSize = qFromBigEndian<quint16>(header.constData() + pageSizeOffset);
    constexpr quint16 smallestPage = 512;
    return header.startsWith(QByteArrayView(magic, sizeof magic))
        && header.mid(fractionsOffset, fractions.size()) == fractions && pageSize >= smallestPage
        && (pageSize & (pageSize - 1)) == 0 && number(header, encodingOffset) == utf8Encoding
        && number(header, applicationOffset) == quint32(Database::applicationId);
}

// Libraries have pages of one of two sizes. With the right one, more pages begin as pages do.
quint16 likelyPageSize(QFile &file)
{
    constexpr quint16 sizes[] = {4096, 16384};
    constexpr int samples = 200;
    // The kinds of pages of a b-tree.
    const QByteArray kinds = "\x02\x05\x0a\x0d"_ba;
    quint16 likely = sizes[0];
    double best = -1;
    for (const quint16 size : sizes) {
        int looked = 0;
        int fitting = 0;
        for (qint64 offset = size; offset < file.size() && looked < samples; offset += size) {
            if (!file.seek(offset))
                break;
            ++looked;
            const QByteArray first = file.read(1);
            if (!first.isEmpty() && kinds.contains(first.front()))
                ++fitting;
        }
        const double share = looked > 0 ? double(fitting) / looked : 0;
        if (share > best) {
            best = share;
            likely = size;
        }
    }
    return likely;
}

} // namespace

Result<void> mendHeader(const QString &path, int schemaVersion)
{
    QFile file(path);
    const auto failed = [&] {
        return failure(ErrorKind::Environment, ErrorCode::InputOutput,
                       u"%1: %2"_s.arg(path, file.errorString()));
    };
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        return failed();
    const QByteArray found = file.read(headerSize);
    if (found.size() < headerSize)
        return failure(ErrorKind::Data, ErrorCode::Damaged, u"%1 is too short"_s.arg(path));
    if (isSensible(found))
        return {};

    const quint16 pageSize = likelyPageSize(file);
    QByteArray header(headerSize, '\0');
    header.replace(0, sizeof magic, QByteArray(magic, sizeof magic));
    qToBigEndian(pageSize, header.data() + pageSizeOffset);
    // Written and read with a write-ahead log: there may be one beside the file.
    header.replace(formatOffset, 2, "\x02\x02"_ba);
    header.replace(fractionsOffset, fractions.size(), fractions);
    setNumber(header, changesOffset, 1);
    setNumber(header, pageCountOffset, quint32(file.size() / pageSize));
    setNumber(header, schemaCookieOffset, 1);
    setNumber(header, schemaFormatOffset, schemaFormat);
    setNumber(header, encodingOffset, utf8Encoding);
    setNumber(header, versionOffset, quint32(schemaVersion));
    setNumber(header, applicationOffset, quint32(Database::applicationId));
    setNumber(header, validForOffset, 1);
    if (!file.seek(0) || file.write(header) != headerSize || !file.flush())
        return failed();
    return {};
}

} // namespace lectern
