#include "app/session/memory_budget.hpp"

#include <unistd.h>

namespace loopscope::app::session {
namespace {

// Measuring reads every checkpoint, and so few events take next to nothing.
constexpr std::size_t kBetween = 4096;

}  // namespace

std::size_t quarter_of_memory() {
    const long pages = ::sysconf(_SC_PHYS_PAGES), size = ::sysconf(_SC_PAGE_SIZE);
    constexpr std::size_t kUnknown = std::size_t{1} << 30;
    if (pages <= 0 || size <= 0) return kUnknown;
    return static_cast<std::size_t>(pages) * static_cast<std::size_t>(size) / 4;
}

void MemoryBudget::restart() {
    most_ = share_;
    measured_ = 0;
    full_ = false;
}

bool MemoryBudget::measure(const timeline::Timeline& timeline) {
    if (full_ || timeline.size() < measured_ + kBetween) return false;
    measured_ = timeline.size();
    full_ = timeline.memory() > most_;
    return full_;
}

void MemoryBudget::raise() {
    most_ += share_;
    full_ = false;
}

void MemoryBudget::forget() {
    measured_ = 0;
    full_ = false;
}

}  // namespace loopscope::app::session
