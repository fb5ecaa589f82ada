// For each of many things, the positions at which something happened to it, to be walked backwards from any
// position. They stand in small blocks; a block knows the one before it and one further back, so that the way
// to a position far in the past is short.
#pragma once

#include "core/timeline/spans.hpp"

#include <array>
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
    [[nodiscard]] std::uint32_t before(std::uint32_t link) const {
        if (link % kInBlock != 0) return link - 1;
        const std::uint32_t block = blocks_[link / kInBlock].before;
        return block == kNoLink ? kNoLink : block * kInBlock + kInBlock - 1;
    }
    [[nodiscard]] Place place(std::uint32_t link) const {
        return blocks_[link / kInBlock].at[link % kInBlock];
    }

    [[nodiscard]] std::size_t memory() const { return blocks_.memory(); }

private:
    // Few, because most things have few links.
    static constexpr std::uint32_t kInBlock = 4;
    struct Block {
        std::array<Place, kInBlock> at;
        std::uint32_t before, far;
    };
    Column<Block> blocks_;
};

}  // namespace loopscope::timeline
