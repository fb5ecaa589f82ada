// For each of many things, the positions at which something happened to it, to be walked backwards from any
// position. A link knows the one before it and one further back, so that the way to a position far in the
// past is short.
#pragma once

#include "core/timeline/spans.hpp"

#include <cstdint>

namespace loopscope::timeline {

inline constexpr std::uint32_t kNoLink = UINT32_MAX;

// Of one thing.
struct Chain {
    std::uint32_t last = kNoLink;
    std::uint32_t length = 0;
};

class Links {
public:
    // `at` is not before the last link of the chain.
    void add(Chain& chain, Place at);

    // The last link of the chain at or before `at`; kNoLink where there is none.
    [[nodiscard]] std::uint32_t find(const Chain& chain, Place at) const;
    [[nodiscard]] std::uint32_t before(std::uint32_t link) const { return links_[link].before; }
    [[nodiscard]] Place place(std::uint32_t link) const { return links_[link].at; }

    [[nodiscard]] std::size_t memory() const { return links_.memory(); }

private:
    struct Link {
        Place at;
        std::uint32_t before, far;
    };
    Column<Link> links_;
};

}  // namespace loopscope::timeline
