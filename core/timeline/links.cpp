#include "core/timeline/links.hpp"

namespace loopscope::timeline {

// The far link of the n-th is the one numbered n without its lowest bit, as in a Fenwick tree: it is reached
// from the one before by following far links, and any link of n is at most log² n hops away.
void Links::add(Chain& chain, Place at) {
    const std::uint32_t number = ++chain.length;
    std::uint32_t far = chain.last;
    for (std::uint32_t bit = 1; (number & bit) == 0; bit <<= 1U) far = links_[far].far;
    links_.push_back({at, chain.last, far});
    chain.last = static_cast<std::uint32_t>(links_.size() - 1);
}

std::uint32_t Links::find(const Chain& chain, Place at) const {
    std::uint32_t link = chain.last;
    while (link != kNoLink && links_[link].at > at) {
        const std::uint32_t far = links_[link].far;
        link = far != kNoLink && links_[far].at > at ? far : links_[link].before;
    }
    return link;
}

}  // namespace loopscope::timeline
