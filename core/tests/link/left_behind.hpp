// What tests of this folder start, and that nothing of it is left when they end.
#pragma once

#include "core/async/loop.hpp"
#include "core/link/remote_run.hpp"
#include "core/tests/support/record.hpp"

#include <cerrno>
#include <filesystem>
#include <iterator>
#include <string>
#include <sys/wait.h>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace loopscope::link {

class LeavesNothing : public testing::Test {
protected:
    LeavesNothing() {
        // What libuv keeps for the whole process is there from here on.
        test::record([] { async::Loop{}.run([]() -> async::Task<> { co_return; }()); });
        before_ = descriptors();
    }
    ~LeavesNothing() override {
        EXPECT_EQ(descriptors(), before_) << "descriptors";
        EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "a process";
        EXPECT_EQ(errno, ECHILD);
    }

    static Start program(std::vector<std::string> argv) {
        Start start;
        start.launch.argv = std::move(argv);
        return start;
    }

private:
    static std::ptrdiff_t descriptors() {
        const std::filesystem::directory_iterator all("/proc/self/fd");
        return std::distance(begin(all), end(all));
    }
    std::ptrdiff_t before_ = 0;
};

}  // namespace loopscope::link
