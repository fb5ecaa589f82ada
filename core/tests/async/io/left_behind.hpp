// Checks that what a test runs gives everything back: descriptors and child processes.
#pragma once

#include "core/tests/async/program.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <sys/wait.h>

#include <gtest/gtest.h>

namespace loopscope::async {

// Stands in the test's first line; checks at its end.
class NothingLeftBehind {
public:
    NothingLeftBehind() {
        // What libuv and the resolver keep for the whole program is there from here on.
        record_main([]() -> Task<> { co_return; });
        before_ = descriptors();
    }
    ~NothingLeftBehind() {
        EXPECT_EQ(descriptors(), before_) << "descriptors";
        EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "a child process";
        EXPECT_EQ(errno, ECHILD);
    }
    NothingLeftBehind(const NothingLeftBehind&) = delete;
    NothingLeftBehind& operator=(const NothingLeftBehind&) = delete;

    // What each open descriptor stands for, but for the one that looks.
    static std::vector<std::string> descriptors() {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
            std::error_code gone;
            const auto target = std::filesystem::read_symlink(entry.path(), gone).string();
            if (gone || target.ends_with("/fd")) continue;
            found.push_back(target.substr(0, target.find(':')));
        }
        std::sort(found.begin(), found.end());
        return found;
    }

private:
    std::vector<std::string> before_;
};

// Runs `main()` again and again, and stops it behind its first beat, behind its second, and so on to its end.
// Gives how many there are.
template <class Main>
int stop_at_every_beat(Main main) {
    constexpr int kMost = 500;
    for (int beats = 0; beats < kMost; ++beats) {
        record::SourceOptions options;
        options.speed = record::kAsFastAsPossible;
        options.start_held = true;
        const auto run = async::start([&] { Loop{}.run(main()); }, options);
        std::vector<trace::Event> events;
        const auto wait_until_held = [&] {
            while (!run->held() && !run->ended()) {
                run->drain(events);
                run->wait_for_events(std::chrono::milliseconds{1});
            }
        };
        for (int i = 0; i < beats && !run->ended(); ++i) {
            wait_until_held();
            run->send(trace::Step{});
        }
        wait_until_held();
        if (run->ended()) return beats;
    }
    return kMost;
}

}  // namespace loopscope::async
