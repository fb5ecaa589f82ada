// A program in a process of its own: child WHAT SPEED [held].
#include "core/async/blocking.hpp"
#include "core/link/serve.hpp"
#include "core/tests/link/programs.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using namespace loopscope;

// Heeds no stop, also not one that comes while it prints.
void hang() {
    try {
        async::print("before");
    } catch (const async::Stopped&) {
    }
    while (true) pause();
}

void die(std::string_view how) {
    if (how == "abort") std::abort();
    if (how == "exit") _exit(3);
    if (how == "kill") std::raise(SIGKILL);
    // Not SIGSEGV: sanitizers would tell their own story of it.
    if (how == "trap") __builtin_trap();
}

async::Task<> print_and_die(std::string_view how) {
    co_await async::yield();
    for (int i = 1; i <= 5; ++i) async::print("line {}", i);
    die(how);
}

// Killed while all of its threads record.
void die_amid_threads() {
    std::vector<async::Thread> threads;
    for (int i = 0; i < 3; ++i) {
        threads.emplace_back("thread", [] {
            while (true) async::print("x");
        });
    }
    for (int i = 0; i < 1000; ++i) async::print("x");
    std::raise(SIGKILL);
}

// What has forked off it records nothing.
void fork_off() {
    const pid_t pid = fork();
    if (pid == 0) {
        for (int i = 0; i < 100; ++i) async::print("of the fork");
        _exit(0);
    }
    waitpid(pid, nullptr, 0);
    async::print("after");
}

void run(std::string_view what) {
    if (what == "two") return test::two_tasks();
    if (what == "many") return test::many_turns();
    if (what == "hang") return hang();
    if (what == "threads") return die_amid_threads();
    if (what == "endless") async::Loop{}.run(test::turns(2'000'000'000));
    if (what.starts_with("task ")) return async::Loop{}.run(print_and_die(what.substr(5)));
    async::print("before");
    if (what == "crash") {
        std::fputs("about to go wrong\n\n", stderr);
        std::fflush(stderr);
        die("kill");
    }
    if (what == "throw") throw std::runtime_error("not today");
    if (what == "long") async::print_line(std::string(70'000'000, 'x'), CallSite::here());
    if (what == "fork") fork_off();
    if (what == "stall") std::raise(SIGSTOP);
    if (what == "prints") {
        for (int i = 0; i < 100'000; ++i) async::print("line {}", i);
    }
    for (int i = 1; what.starts_with("plain ") && i <= 5; ++i) async::print("line {}", i);
    if (what.starts_with("plain ")) die(what.substr(6));
}

}  // namespace

#ifdef __SANITIZE_THREAD__
// It would sleep for a second at each exit.
extern "C" const char* __tsan_default_options() {  // NOLINT(bugprone-reserved-identifier)
    return "atexit_sleep_ms=0";
}
#endif

int main(int argc, char** argv) {
    record::SourceOptions options;
    options.speed = argc > 2 ? std::strtod(argv[2], nullptr) : 1;
    options.start_held = argc > 3;
    link::serve([what = std::string_view(argv[1])] { run(what); }, options);
}
