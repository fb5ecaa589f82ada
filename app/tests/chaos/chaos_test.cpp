// Random input over random lessons, all of which run for real. By default so many actions for a few seeds;
// LOOPSCOPE_CHAOS_SECONDS=180 goes on for that long, and LOOPSCOPE_CHAOS_SEED=7 begins with that seed, so
// that one that fails can be played again.
#include "app/tests/chaos/monkey.hpp"
#include "core/base/read_file.hpp"
#include "core/tests/support/built_in_deck.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <sstream>
#include <unistd.h>

#include <gtest/gtest.h>

namespace loopscope::app {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kActions = 400, kSeeds = 4;

std::uint64_t number_of(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

std::size_t resident_bytes() {
    std::istringstream pages(read_file("/proc/self/statm").value());
    std::size_t all = 0, resident = 0;
    pages >> all >> resident;
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

std::shared_ptr<const lessons::Deck> deck() {
    return {std::shared_ptr<void>{}, &loopscope::test::built_in_deck()};
}

// The last things it did.
std::string joined(const std::deque<std::string>& last) {
    std::string text;
    for (const std::string& each : last) text += "\n    " + each;
    return text;
}

struct Seen {
    double slowest = 0;
    std::string slowest_was;
    std::size_t actions = 0;
};

// False: something is wrong, and has been told.
template <class GoesOn>
bool play(std::uint64_t seed, Seen& seen, const GoesOn& goes_on) {
    test::Monkey monkey(seed, deck());
    std::deque<std::string> last;
    for (std::size_t i = 0; goes_on(i); ++i, ++seen.actions) {
        const std::string wrong = monkey.act();
        last.push_back(monkey.did());
        if (last.size() > 20) last.pop_front();
        if (monkey.took() > seen.slowest) {
            seen.slowest = monkey.took();
            seen.slowest_was = monkey.did();
        }
        if (wrong.empty()) continue;
        ADD_FAILURE() << "seed " << seed << ", action " << i << ": " << wrong << joined(last);
        return false;
    }
    return true;
}

TEST(Chaos, LeavesAPictureThatMakesSense) {
    const std::uint64_t first = number_of("LOOPSCOPE_CHAOS_SEED", 1);
    const std::chrono::seconds wanted(number_of("LOOPSCOPE_CHAOS_SECONDS", 0));
    Seen seen;
    if (wanted.count() == 0) {
        for (std::uint64_t seed = first; seed < first + kSeeds; ++seed) {
            if (!play(seed, seen, [](std::size_t i) { return i < kActions; })) return;
        }
        EXPECT_EQ(seen.actions, std::size_t{kSeeds} * kActions);
        return;
    }
    const auto begin = Clock::now();
    std::size_t after_a_minute = 0;
    play(first, seen, [&](std::size_t) {
        const auto passed = Clock::now() - begin;
        if (passed >= std::chrono::minutes{1} && after_a_minute == 0) after_a_minute = resident_bytes();
        return passed < wanted;
    });
    std::printf(
        "seed %llu: %zu actions; the slowest answer took %.1f ms (%s); %.1f MB after a minute, %.1f MB now\n",
        static_cast<unsigned long long>(first), seen.actions, seen.slowest, seen.slowest_was.c_str(),
        static_cast<double>(after_a_minute) / 1e6, static_cast<double>(resident_bytes()) / 1e6);
}

}  // namespace
}  // namespace loopscope::app
