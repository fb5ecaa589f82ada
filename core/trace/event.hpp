// The one language between whatever runs a program and whatever shows it: plain 32-byte records.
// Nothing here knows whether the run is live, in a child process or read from a file.
#pragma once

#include "core/base/time.hpp"
#include "core/trace/schema.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace loopscope::trace {

// 0 is "none" in all of these. Ids are dense, in order of creation, within one run.
using TaskId = std::uint32_t;
using ThreadId = std::uint16_t;
using StringId = std::uint32_t;  // into Tables::strings
using SiteId = std::uint32_t;    // into Tables::sites
using ObjectId = std::uint32_t;  // timer, lock, queue, piece of work, ...

// What `object` and `arg` are, and whose number `reason` is, depends on the kind: see schema.hpp. A field
// that the kind does not have is 0.
struct Event {
    // Loop time, ns since RunBegin.
    std::int64_t time = 0;
    std::int64_t arg = 0;
    TaskId task = 0;
    std::uint32_t object = 0;
    // Position in the run: dense over all threads, from 0.
    std::uint32_t seq = 0;
    // Who emitted it, from 1.
    ThreadId thread = 0;
    Kind kind = Kind::None;
    std::uint8_t reason = 0;

    [[nodiscard]] Nanos at() const { return Nanos{time}; }
    template <class Reason>
    [[nodiscard]] Reason as() const {
        return static_cast<Reason>(reason);
    }

    friend bool operator==(const Event&, const Event&) = default;
};
static_assert(sizeof(Event) == 32 && std::is_trivially_copyable_v<Event>);

// Two numbers in one `arg`.
constexpr std::int64_t pack(std::uint32_t high, std::uint32_t low) {
    return static_cast<std::int64_t>((std::uint64_t{high} << 32) | low);
}
constexpr std::uint32_t high_half(std::int64_t arg) {
    return static_cast<std::uint32_t>(static_cast<std::uint64_t>(arg) >> 32);
}
constexpr std::uint32_t low_half(std::int64_t arg) {
    return static_cast<std::uint32_t>(arg);
}

constexpr std::int64_t pack_created(TaskId parent, SiteId site) {
    return pack(parent, site);
}
constexpr TaskId created_parent(const Event& e) {
    return high_half(e.arg);
}
constexpr SiteId created_site(const Event& e) {
    return low_half(e.arg);
}

// Whom a wait for several tasks is for.
struct Awaited {
    std::uint32_t count = 0;
    TaskId first = 0, second = 0;  // by name when there are no more than two; else 0

    [[nodiscard]] constexpr bool named() const { return first != 0; }
    friend bool operator==(const Awaited&, const Awaited&) = default;
};

// Ids from 2^15 on have no room; then only the count is kept.
constexpr std::int64_t pack_awaited(const Awaited& awaited) {
    constexpr TaskId kEnd = 1U << 15;
    if (awaited.count > 2 || awaited.first >= kEnd || awaited.second >= kEnd) return awaited.count;
    return (std::int64_t{awaited.second} << 47) | (std::int64_t{awaited.first} << 32) | awaited.count;
}
constexpr Awaited unpack_awaited(std::int64_t arg) {
    const auto id = [arg](int shift) { return static_cast<TaskId>((arg >> shift) & 0x7FFF); };
    return {.count = static_cast<std::uint32_t>(arg), .first = id(32), .second = id(47)};
}

namespace detail {

// Which field names a place.
enum class PlaceIn : std::uint8_t { Nowhere, Object, Low, High };

constexpr PlaceIn place_in(const KindRow& row) {
    if (row.object.meaning == Meaning::Place) return PlaceIn::Object;
    if (row.arg.meaning == Meaning::Place || row.low.meaning == Meaning::Place) return PlaceIn::Low;
    return row.high.meaning == Meaning::Place ? PlaceIn::High : PlaceIn::Nowhere;
}

// What is asked of every event, by kind: small enough to stay close at hand.
struct Quick {
    std::uint8_t traits = kNoTrait;
    PlaceIn place = PlaceIn::Nowhere;
};
constexpr std::array<Quick, 256> quick_rows() {
    std::array<Quick, 256> quick{};
    for (std::size_t i = 0; i < kKinds.size(); ++i)
        quick[i] = {static_cast<std::uint8_t>(kKinds[i].traits), place_in(kKinds[i])};
    return quick;
}
inline constexpr std::array<Quick, 256> kQuick = quick_rows();

}  // namespace detail

constexpr bool has_trait(Kind kind, unsigned traits) {
    return (detail::kQuick[static_cast<std::uint8_t>(kind)].traits & traits) != 0;
}

// The place in the source that the event names; 0 where it names none.
constexpr SiteId site_of(const Event& e) {
    switch (detail::kQuick[static_cast<std::uint8_t>(e.kind)].place) {
        case detail::PlaceIn::Object: return e.object;
        case detail::PlaceIn::Low: return low_half(e.arg);
        case detail::PlaceIn::High: return high_half(e.arg);
        case detail::PlaceIn::Nowhere: break;
    }
    return 0;
}

// See Trait.
constexpr bool is_control(Kind kind) {
    return has_trait(kind, kControl);
}
constexpr bool is_beat(const Event& e) {
    return has_trait(e.kind, e.arg != 0 ? kBeat | kBeatIfArg : kBeat);
}

}  // namespace loopscope::trace
