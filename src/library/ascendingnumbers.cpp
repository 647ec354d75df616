// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/ascendingnumbers.h"

#include <QtEndian>

#include <algorithm>
#include <bit>
#include <cstring>

namespace lectern {

namespace {

constexpr qsizetype headSize = 1 + sizeof(quint32);
constexpr int bitsOfByte = 8;
// So many bits of a window that begins anywhere in a byte are there in any case.
constexpr int mostAtOnce = 56;

/// Writes bits one behind the other. Behind the last there has to be room for eight bytes.
class BitWriter final
{
public:
    explicit BitWriter(char *to) : m_to(to) { }

    /// The `count` lowest of `bits`, whose others are 0; at most 56.
    void write(quint64 bits, int count)
    {
        m_pending |= bits << m_pendingCount;
        m_pendingCount += count;
        qToLittleEndian(m_pending, m_to);
        const int whole = m_pendingCount / bitsOfByte;
        m_to += whole;
        m_pending >>= whole * bitsOfByte;
        m_pendingCount -= whole * bitsOfByte;
    }

    /// Behind the last byte that has a bit of it.
    [[nodiscard]] const char *end() const { return m_to + (m_pendingCount > 0 ? 1 : 0); }

private:
    char *m_to;
    quint64 m_pending = 0;
    int m_pendingCount = 0;
};

quint64 lowest(quint64 bits, int count)
{
    return bits & ((quint64(1) << count) - 1);
}

} // namespace

QByteArray packedNumbers(std::span<const quint64> numbers, quint64 base)
{
    int lowBits = 0;
    if (!numbers.empty()) {
        const quint64 usualGap = (numbers.back() - base) / numbers.size();
        lowBits = std::clamp(int(std::bit_width(usualGap)) - 1, 0, mostAtOnce);
    }
    QByteArray bytes(headSize, Qt::Uninitialized);
    bytes[0] = char(lowBits);
    qToLittleEndian(quint32(numbers.size()), bytes.data() + 1);
    // Of each number its lowest bits and a zero, and of all together the ones for the rest.
    const quint64 ofOnes = numbers.empty() ? 0 : (numbers.back() - base) >> lowBits;
    const quint64 bits = numbers.size() * quint64(lowBits + 1) + ofOnes;
    bytes.resize(headSize + qsizetype(bits / bitsOfByte) + 1 + qsizetype(sizeof bits));
    BitWriter writer(bytes.data() + headSize);
    quint64 least = base;
    for (const quint64 number : numbers) {
        const quint64 gap = number - least;
        least = number + 1;
        for (quint64 ones = gap >> lowBits; true; ones -= mostAtOnce) {
            const int count = int(ones) + 1 + lowBits;
            if (ones < mostAtOnce && count <= mostAtOnce) {
                const quint64 high = (quint64(1) << ones) - 1;
                writer.write(high | (lowest(gap, lowBits) << (ones + 1)), count);
                break;
            }
            if (ones < mostAtOnce) {
                writer.write((quint64(1) << ones) - 1, int(ones) + 1);
                writer.write(lowest(gap, lowBits), lowBits);
                break;
            }
            writer.write((quint64(1) << mostAtOnce) - 1, mostAtOnce);
        }
    }
    bytes.truncate(writer.end() - bytes.constData());
    return bytes;
}

PackedNumbers::PackedNumbers(QByteArrayView bytes, quint64 base) : m_next(base)
{
    if (bytes.size() < headSize || uchar(bytes.front()) > mostAtOnce) {
        m_isSound = false;
        return;
    }
    m_lowBits = uchar(bytes.front());
    m_left = qFromLittleEndian<quint32>(bytes.data() + 1);
    m_bits = bytes.sliced(headSize);
}

// The bits from the position on, of which at least 56 count; zeros behind the end.
quint64 PackedNumbers::window() const
{
    const size_t byte = m_position / bitsOfByte;
    const size_t there = size_t(m_bits.size());
    quint64 bits = 0;
    if (byte + sizeof bits <= there)
        std::memcpy(&bits, m_bits.data() + byte, sizeof bits);
    else if (byte < there)
        std::memcpy(&bits, m_bits.data() + byte, there - byte);
    return qFromLittleEndian(bits) >> (m_position % bitsOfByte);
}

std::optional<quint64> PackedNumbers::next()
{
    if (m_left == 0)
        return std::nullopt;
    const size_t end = size_t(m_bits.size()) * bitsOfByte;
    quint64 high = 0;
    while (m_position < end) {
        const int ones = std::min(std::countr_one(window()), mostAtOnce);
        high += quint64(ones);
        m_position += size_t(ones);
        if (ones < mostAtOnce)
            break;
    }
    ++m_position; // the zero
    const quint64 gap = (high << m_lowBits) | lowest(window(), m_lowBits);
    m_position += size_t(m_lowBits);
    if (m_position > end) {
        m_isSound = false;
        m_left = 0;
        return std::nullopt;
    }
    --m_left;
    const quint64 number = m_next + gap;
    m_next = number + 1;
    return number;
}

} // namespace lectern
