#include "core/trace/memory.hpp"

#include <cstdlib>
#include <limits>
#include <new>
#include <stdexcept>

namespace loopscope::trace {
namespace {

constexpr std::size_t kMostThreads = std::numeric_limits<ThreadId>::max();

}  // namespace

void OwnMemory::Release::operator()(void* memory) const {
    std::free(memory);
}

RingPlace OwnMemory::ring(std::size_t number) {
    if (number >= kMostThreads) throw std::runtime_error("it has started more threads than can be recorded");
    const std::size_t slots = std::size_t{1} << ring_log2(number, most_log2_);
    Held held;
    held.line = std::make_unique<RingLine>();
    held.slots.reset(static_cast<Event*>(std::malloc(slots * sizeof(Event))));
    if (!held.slots) throw std::bad_alloc{};
    const RingPlace place{held.line.get(), held.slots.get(), slots - 1};
    rings_.push_back(std::move(held));
    return place;
}

}  // namespace loopscope::trace
