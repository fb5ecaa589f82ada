// A program in a process of its own: child WHAT SPEED [held].
#include "core/remote/serve.hpp"
#include "core/remote/wire.hpp"
#include "core/tests/remote/programs.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

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

void run(std::string_view what) {
    if (what == "two") return test::two_tasks();
    if (what == "many") return test::many_turns();
    if (what == "hang") return hang();
    async::print("before");
    if (what == "crash") {
        std::fputs("about to go wrong\n\n", stderr);
        std::fflush(stderr);
        std::raise(SIGKILL);  // not SIGSEGV: sanitizers would tell their own story of it
    }
    if (what == "exit") std::_Exit(3);
    if (what == "throw") throw std::runtime_error("not today");
    if (what == "garbage") {
        const char nothing[64] = {};
        send(remote::kSocket, nothing, sizeof nothing, 0);
        pause();
    }
}

}  // namespace

int main(int argc, char** argv) {
    record::SourceOptions options;
    options.speed = argc > 2 ? std::strtod(argv[2], nullptr) : 1;
    options.start_held = argc > 3;
    remote::serve([what = std::string_view(argv[1])] { run(what); }, options);
}
