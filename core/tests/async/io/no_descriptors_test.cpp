// Out of descriptors, at whatever point: it is told, by what was asked for or as the end of the run; nothing
// hangs and nothing ends the process.
#include "core/async/blocking.hpp"
#include "core/async/io/files.hpp"
#include "core/async/io/http.hpp"
#include "core/async/io/process.hpp"
#include "core/async/io/stream.hpp"
#include "core/async/work.hpp"
#include "core/lessons/props/posts_service.hpp"
#include "core/tests/async/program.hpp"

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iterator>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

constexpr unsigned kPatience = 20;  // seconds, for a child that hangs
constexpr int kMostExtra = 40;      // descriptors; with so many every program below gets through

int descriptors_in_use() {
    const std::filesystem::directory_iterator all{"/proc/self/fd"};
    return static_cast<int>(std::distance(begin(all), end(all)));
}

enum Ending { kDone = 10, kTold = 11, kSilent = 12 };

// In a child: how a run of `program` ends with so many descriptors more than there are now.
int ending_with(int extra, const std::function<void()>& program) {
    const pid_t child = fork();
    if (child == 0) {
        alarm(kPatience);
        const auto most = static_cast<rlim_t>(descriptors_in_use() - 1 + extra);
        const rlimit limit{most, most};
        setrlimit(RLIMIT_NOFILE, &limit);
        int ending = kSilent;
        try {
            const Recording run = test::record(program);
            if (run.outcome() == trace::Outcome::Done) ending = kDone;
            // libuv hangs up on a connection that it has no descriptor for, without a word to whoever
            // accepts: nothing can ever wake him.
            const bool told =
                run.outcome() == trace::Outcome::Failed || run.outcome() == trace::Outcome::Stuck;
            if (told && !run.message().empty()) ending = kTold;
        } catch (const std::exception& e) {
            if (*e.what() != '\0') ending = kTold;
        }
        _exit(ending);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

// With each number of descriptors from none on.
void expect_told(const std::function<void()>& program) {
    bool told = false;
    bool done = false;
    for (int extra = 0; extra <= kMostExtra && !done; ++extra) {
        const int ending = ending_with(extra, program);
        EXPECT_TRUE(ending == kDone || ending == kTold) << ending << " with " << extra;
        told = told || ending == kTold;
        done = ending == kDone;
    }
    EXPECT_TRUE(told);
    EXPECT_TRUE(done);
}

TEST(NoDescriptors, ForALoop) {
    expect_told([] { Loop{}.run(say_after(1s, "hello")); });
}

TEST(NoDescriptors, ForAThread) {
    expect_told([] {
        Thread first([] { block_for(1s); });
        Thread second([] { Loop{}.run(say_after(1s, "hello")); });
        first.join();
        second.join();
    });
}

TEST(NoDescriptors, ForAWorker) {
    expect_told([] {
        Loop{}.run([]() -> Task<> {
            co_await run_on_pool([] { block_for(1s); });
            co_await read_file("/proc/self/status");
        }());
    });
}

TEST(NoDescriptors, ForAProcess) {
    expect_told([] { Loop{}.run([]() -> Task<> { co_await pipeline("echo hello | cat"); }()); });
    expect_told([] { blocking::pipeline("echo hello | cat"); });
}

TEST(NoDescriptors, ForAConnection) {
    expect_told([] {
        Loop{}.run([]() -> Task<> {
            TcpServer server = TcpServer::listen();
            TcpStream stream = co_await TcpStream::connect("127.0.0.1", server.port());
            TcpStream other = co_await server.accept();
            co_await other.write("hello\n");
            co_await stream.read_line();
        }());
    });
}

TEST(NoDescriptors, ForHttp) {
    expect_told([] {
        const PostsService service{{.latency = 10ms}};
        Loop{}.run([](std::string url) -> Task<> {
            HttpClient client;
            (co_await client.get(std::move(url))).raise_for_status();
        }(service.base_url() + "1"));
    });
    expect_told([] {
        const PostsService service{{.latency = 10ms}};
        BlockingHttpClient client;
        client.get(service.base_url() + "1").raise_for_status();
    });
}

}  // namespace
}  // namespace loopscope::async
