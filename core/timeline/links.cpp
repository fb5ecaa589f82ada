#include "core/timeline/links.hpp"

namespace loopscope::timeline {

// The far block of the n-th is the one numbered n without its lowest bit, as in a Fenwick tree: it is reached
// from the one before by following far blocks, and any block of n is at most log² n hops away.
void Links::add(Chain& chain, Place at) {
    if (chain.length % kInBlock != 0) {
        ++chain.last;
        blocks_[chain.last / kInBlock].at[chain.last % kInBlock] = at;
    } else {
        const std::uint32_t number = chain.length / kInBlock + 1;
        const std::uint32_t before = chain.last == kNoLink ? kNoLink : chain.last / kInBlock;
        std::uint32_t far = before;
        for (std::uint32_t bit = 1; (number & bit) == 0; bit <<= 1U) far = blocks_[far].far;
        chain.last = static_cast<std::uint32_t>(blocks_.size()) * kInBlock;
        blocks_.push_back({{at}, before, far});
    }
    ++chain.length;
}

std::uint32_t Links::find(const Chain& chain, Place at) const {
    if (chain.last == kNoLink) return kNoLink;
    std::uint32_t block = chain.last / kInBlock;
    std::uint32_t slot = chain.last % kInBlock;
    while (block != kNoLink && blocks_[block].at[0] > at) {
        const std::uint32_t far = blocks_[block].far;
        block = far != kNoLink && blocks_[far].at[0] > at ? far : blocks_[block].before;
        slot = kInBlock - 1;
    }
    if (block == kNoLink) return kNoLink;
    while (blocks_[block].at[slot] > at) --slot;
    return block * kInBlock + slot;
}

}  // namespace loopscope::timeline
