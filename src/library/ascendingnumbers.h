// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstddef>
#include <optional>
#include <span>

namespace lectern {

// Ascending numbers in few bytes
//
// What is written are the gaps between the numbers, in a Rice code (R. F. Rice, 1979), which takes
// hardly more room than there is news in numbers that lie anywhere:
//
//   1 byte     how many low bits of a gap are written as they are, at most 56
//   4 bytes    how many numbers follow, least byte first
//   bits       from the least of each byte up: for each gap what is above its low bits, as so many
//              ones and a zero, and then the low bits, the least first
//
// The first gap is from the base, any other from the number before, less one: none is there twice.

/// `numbers` ascend, none is below `base`, and there are less than 2^32 of them.
[[nodiscard]] QByteArray packedNumbers(std::span<const quint64> numbers, quint64 base);

/// Goes through packed numbers in their order, without a copy of the bytes.
class PackedNumbers final
{
public:
    PackedNumbers(QByteArrayView bytes, quint64 base);

    /// Absent at the end, and where the bytes end too early.
    [[nodiscard]] std::optional<quint64> next();
    /// The bytes are what packedNumbers() writes, as far as they were looked at.
    [[nodiscard]] bool isSound() const { return m_isSound; }

private:
    [[nodiscard]] quint64 window() const;

    QByteArrayView m_bits;
    size_t m_position = 0; ///< the next bit
    int m_lowBits = 0;
    quint32 m_left = 0;
    quint64 m_next = 0; ///< the least the next number can be
    bool m_isSound = true;
};

} // namespace lectern
