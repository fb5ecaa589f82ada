#include "core/child/child.hpp"

#include "core/child/ladder.hpp"
#include "core/child/run_to_end.hpp"
#include "core/child/written.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

#include <gtest/gtest.h>

namespace loopscope::child {
namespace {

using namespace std::chrono_literals;
using Words = std::vector<std::string>;

Launch shell(const std::string& script) {
    Launch launch;
    launch.argv = {"sh", "-c", script};
    launch.output = Pipe{};
    return launch;
}

// Until its end.
std::string all_of(const Descriptor& from) {
    std::string text;
    std::array<char, 256> bytes{};
    for (ssize_t count = 0; (count = read(from.get(), bytes.data(), bytes.size())) > 0;) {
        text.append(bytes.data(), static_cast<std::size_t>(count));
    }
    return text;
}

std::string written_by(const Launch& launch) {
    const Child child(launch);
    return all_of(child.output);
}

int descriptors_open() {
    const std::filesystem::directory_iterator all("/proc/self/fd");
    return static_cast<int>(std::distance(begin(all), end(all)));
}

TEST(Child, TellsHowItEnded) {
    EXPECT_EQ(Child(shell("exit 0")).end_all(), Exit{});
    EXPECT_EQ(Child(shell("exit 3")).end_all(), (Exit{3, 0}));
    EXPECT_EQ(Child(shell("kill -TERM $$")).end_all(), (Exit{0, SIGTERM}));
    EXPECT_EQ(Exit{}.text(), "");
    EXPECT_EQ((Exit{3, 0}.text()), "exit code 3");
    EXPECT_EQ((Exit{0, SIGSEGV}.text()), "signal 11 (Segmentation fault)");
}

TEST(Child, SaysThroughADescriptorThatItHasEnded) {
    Launch launch;
    launch.argv = {"cat"};
    launch.input = Pipe{};
    Child child(launch);
    pollfd end{child.end_descriptor(), POLLIN, 0};
    EXPECT_EQ(poll(&end, 1, 0), 0);
    EXPECT_FALSE(child.end());

    child.input.close();

    EXPECT_EQ(poll(&end, 1, -1), 1);
    EXPECT_EQ(child.end(), Exit{});
    EXPECT_EQ(child.end(), Exit{});
}

TEST(Child, GetsTheFolderTheEnvironmentAndTheStreamsThatItIsGiven) {
    Launch launch = shell("pwd; echo $ONE; echo $HOME-; cat; echo trouble >&2");
    launch.folder = "/usr";
    launch.environment = environment_with({{"ONE", "1"}, {"HOME", std::nullopt}});
    launch.input = Pipe{};
    launch.error = LikeOutput{};
    Child child(launch);
    ASSERT_EQ(write(child.input.get(), "hello\n", 6), 6);
    child.input.close();
    EXPECT_EQ(all_of(child.output), "/usr\n1\n-\nhello\ntrouble\n");

    launch = shell("cat; echo trouble >&2");
    launch.error = Pipe{};
    Child apart(launch);
    EXPECT_EQ(all_of(apart.output), "");
    EXPECT_EQ(all_of(apart.error), "trouble\n");
}

TEST(Child, GetsChosenDescriptorsOnly) {
    const Descriptor careless(dup(0)), chosen(open("/dev/zero", O_RDONLY)), high(fcntl(0, F_DUPFD, 300));
    Launch launch = shell("ls /proc/$$/fd; readlink /proc/$$/fd/4");
    EXPECT_EQ(written_by(shell("ls /proc/$$/fd")), "0\n1\n2\n");
    launch.descriptors = {0, chosen.get()};
    EXPECT_EQ(written_by(launch), "0\n1\n2\n3\n4\n/dev/zero\n");
    // Whatever numbers they have here.
    launch.descriptors = {4, 3};
    EXPECT_TRUE(written_by(launch).starts_with("0\n1\n2\n3\n4\n"));
}

TEST(Child, MayHaveATerminal) {
    Launch launch = shell("test -t 0 && test -t 1 && test -t 2 && test -c /dev/tty && echo yes >/dev/tty");
    launch.input = launch.output = launch.error = Terminal{};
    Child child(launch);
    EXPECT_EQ(all_of(child.output), "yes\r\n");
    EXPECT_EQ(child.end_all(), Exit{});
}

TEST(Child, HasTheSignalsThatAProgramExpects) {
    const auto before = std::signal(SIGINT, SIG_IGN);
    EXPECT_EQ(Child(shell("kill -INT $$; exit 1")).end_all(), (Exit{0, SIGINT}));
    std::signal(SIGINT, before);
}

TEST(Child, ThatCannotBeStartedSaysWhyAndLeavesNothing) {
    const auto trouble = [](const Launch& launch) {
        const int before = descriptors_open();
        try {
            const Child child(launch);
        } catch (const std::system_error& error) {
            EXPECT_EQ(descriptors_open(), before);
            return std::string(error.what());
        }
        return std::string("none");
    };
    Launch launch = shell("exit");
    launch.argv = {"/nowhere/program"};
    EXPECT_EQ(trouble(launch), "/nowhere/program: No such file or directory");
    launch.argv = {"/etc/passwd"};
    EXPECT_EQ(trouble(launch), "/etc/passwd: Permission denied");
    launch.argv = {};
    EXPECT_EQ(trouble(launch), "an empty command: Invalid argument");
    launch = shell("exit");
    launch.folder = "/nowhere";
    EXPECT_EQ(trouble(launch), "/nowhere: No such file or directory");
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
}

TEST(Child, IsGoneWithAllThatItHasStartedWhenItsOwnerIs) {
    const int before = descriptors_open();
    Descriptor output;
    {
        Child child(shell("sleep 1000 & sleep 1000 & echo ready; wait"));
        std::array<char, 6> ready{};
        ASSERT_EQ(read(child.output.get(), ready.data(), ready.size()), 6);
        output = std::move(child.output);
    }
    // Nobody is left that could write.
    EXPECT_EQ(all_of(output), "");
    output.close();
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
    EXPECT_EQ(errno, ECHILD);
    EXPECT_EQ(descriptors_open(), before);
}

Launch sleep_for_ever() {
    Launch launch;
    launch.argv = {"sleep", "1000"};
    return launch;
}

// One that takes no notice of some signals.
class Stubborn {
public:
    explicit Stubborn(const std::string& signals)
        : child_(shell("trap '' " + signals + "; echo ready; exec sleep 1000")) {
        std::array<char, 6> ready{};
        EXPECT_EQ(read(child_.output.get(), ready.data(), ready.size()), 6);
    }
    Child& operator*() { return child_; }

private:
    Child child_;
};

TEST(Ladder, AsksThenInterruptsThenTerminatesThenKills) {
    constexpr auto kForever = std::chrono::milliseconds{1h};
    Child polite(sleep_for_ever()), asked_nicely(sleep_for_ever());
    Stubborn deaf("INT"), stone("INT TERM");
    int asked = 0;
    const auto ask = [&] { ++asked; };
    EXPECT_EQ(stop(polite, {1ms, kForever, kForever}, ask), (Exit{0, SIGINT}));
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(stop(*deaf, {0ms, 1ms, kForever}, ask), (Exit{0, SIGTERM}));
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(stop(*stone, {1ms, 1ms, 1ms}, ask), (Exit{0, SIGKILL}));
    EXPECT_EQ(stop(asked_nicely, {kForever, 0ms, 0ms}, [&] { asked_nicely.send(SIGHUP); }),
              (Exit{0, SIGHUP}));
}

TEST(Ladder, TakesEachStepWhenItIsDueAndIsOnlyEverHurried) {
    Stubborn stone("INT TERM");
    const Ladder::Time start{};
    Ladder ladder;
    int asked = 0;
    const auto ask = [&] { ++asked; };
    EXPECT_EQ(ladder.due(), Ladder::Time::max());
    ladder.begin({100ms, 50ms, 50ms}, start);
    EXPECT_EQ(ladder.due(), start);
    ladder.climb(*stone, ask, start);
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(ladder.due(), start + 100ms);
    ladder.begin({1000ms, 0ms, 0ms}, start + 10ms);
    EXPECT_EQ(ladder.due(), start + 100ms);
    ladder.climb(*stone, ask, start + 99ms);
    EXPECT_EQ(ladder.due(), start + 100ms);
    ladder.climb(*stone, ask, start + 120ms);
    EXPECT_EQ(ladder.due(), start + 150ms);
    ladder.begin({1ms, 1ms, 1ms}, start + 120ms);
    EXPECT_EQ(ladder.due(), start + 122ms);
    EXPECT_FALSE(ladder.has_killed());
    ladder.climb(*stone, ask, start + 130ms);
    EXPECT_TRUE(ladder.has_killed());
    EXPECT_EQ(ladder.due(), Ladder::Time::max());
    EXPECT_EQ(asked, 1);
    EXPECT_EQ((*stone).end_all(), (Exit{0, SIGKILL}));
}

TEST(Written, KeepsTheLastOfItAndItsLastLine) {
    Child child(shell("i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i+1)); done; echo; echo ' '"));
    Written written(std::move(child.output), 1000);
    while (written.descriptor() >= 0) written.read();
    EXPECT_EQ(written.text().size(), 1000U);
    EXPECT_EQ(written.last_line(), "line 2999");
}

TEST(RunToEnd, GivesWhatWasWrittenAndHowItEnded) {
    std::atomic<bool> stop = false;
    const Ended well = run_to_end(shell("echo one; echo two >&2"), 60s, stop);
    EXPECT_EQ(well.trouble, "");
    EXPECT_EQ(well.written, "one\ntwo\n");
    EXPECT_EQ(run_to_end(shell("exit 2"), 60s, stop).trouble, "exit code 2");
    EXPECT_EQ(run_to_end(sleep_for_ever(), 0s, stop).trouble, "it took longer than 0 s");
    stop = true;
    run_to_end(sleep_for_ever(), 60s, stop);
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
}

TEST(RunToEnd, LeavesNobodyBehindWhomItHasStarted) {
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
    const Descriptor read_end(ends[0]);
    Descriptor write_end(ends[1]);
    Launch launch = shell("sleep 1000 & echo done");
    launch.descriptors = {write_end.get()};
    EXPECT_EQ(run_to_end(launch, 60s, false).written, "done\n");
    write_end.close();
    // Whoever is left holds the other end.
    pollfd end{read_end.get(), POLLIN, 0};
    EXPECT_EQ(poll(&end, 1, 60'000), 1);
}

}  // namespace
}  // namespace loopscope::child
