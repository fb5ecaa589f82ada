// Fetching posts over HTTP: how much is won by waiting at once, what a limit of connections does, what
// recording costs, and how aiohttp does against the same service.
#include "core/async/blocking.hpp"
#include "core/async/io/http.hpp"
#include "core/async/run.hpp"
#include "core/async/when_all.hpp"
#include "core/bench/measure.hpp"
#include "core/bench/rows.hpp"
#include "core/lessons/props/posts_service.hpp"
#include "core/record/source.hpp"

#include <cstdio>
#include <cstdlib>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>

namespace loopscope::bench {
namespace {

constexpr Nanos kLatency{100'000'000};
constexpr int kPosts = 10;
constexpr int kMany = 1000;
constexpr std::size_t kManyLimit = 100;
constexpr int kFetchRounds = 5;

async::Task<> fetch(int post, async::HttpClient& client, const std::string& base) {
    keep(co_await client.get(base + std::to_string(post % 100 + 1)));
}

async::Task<> fetch_all(int posts, std::size_t limit, std::string base) {
    async::HttpClient client{{.limit = limit, .new_connection = false}};
    std::vector<async::Task<>> tasks;
    tasks.reserve(static_cast<std::size_t>(posts));
    for (int n = 0; n < posts; ++n) tasks.push_back(fetch(n, client, base));
    co_await async::when_all(std::move(tasks));
}

// Runs `program` in real time; its events are drained as often as a window does it, and forgotten.
void in_a_run(bool recorded, std::function<void()> program) {
    record::SourceOptions options;
    options.record = recorded;
    const auto run = async::start(std::move(program), options);
    std::vector<trace::Event> events;
    while (!run->ended()) {
        events.clear();
        run->drain(events);
        std::this_thread::sleep_for(std::chrono::milliseconds{8});
    }
}

double seconds_at_once(int posts, std::size_t limit, Nanos latency) {
    double taken = 0;
    in_a_run(true, [&] {
        const async::PostsService service{{.latency = latency}};
        const Stopwatch watch;
        async::Loop{}.run(fetch_all(posts, limit, service.base_url()));
        taken = watch.seconds();
    });
    return taken;
}

double seconds_one_by_one() {
    double taken = 0;
    in_a_run(true, [&] {
        const async::PostsService service{{.latency = kLatency}};
        async::BlockingHttpClient client;
        const Stopwatch watch;
        for (int n = 1; n <= kPosts; ++n) keep(client.get(service.base_url() + std::to_string(n)));
        taken = watch.seconds();
    });
    return taken;
}

// Seconds that aiohttp takes for the same; 0 where it can't be had.
double seconds_of_aiohttp() {
    if (access("/usr/bin/python3", X_OK) != 0) return 0;
    double taken = 0;
    in_a_run(false, [&] {
        const async::PostsService service{{.latency = Nanos{0}}};
        const std::string script = fmt::format(
            "/usr/bin/python3 -c '\n"
            "import asyncio, time, aiohttp\n"
            "async def fetch(session, n):\n"
            "    async with session.get(\"{}\" + str(n % 100 + 1)) as response: await response.read()\n"
            "async def main():\n"
            "    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit={})) as session:\n"
            "        begin = time.perf_counter()\n"
            "        await asyncio.gather(*[fetch(session, n) for n in range({})])\n"
            "        print(time.perf_counter() - begin)\n"
            "asyncio.run(main())' 2>/dev/null",
            service.base_url(), kManyLimit, kMany);
        std::FILE* pipe = popen(script.c_str(), "r");
        if (pipe == nullptr) return;
        if (std::fscanf(pipe, "%lf", &taken) != 1) taken = 0;
        if (pclose(pipe) != 0) taken = 0;
    });
    return taken;
}

Row speed_up() {
    std::vector<double> ratios;
    double sync = 0, async = 0;
    for (int round = 0; round < 3; ++round) {
        sync = seconds_one_by_one();
        async = seconds_at_once(kPosts, kPosts, kLatency);
        ratios.push_back(sync / async);
    }
    const double ratio = median(ratios);
    return {"ten posts, one by one / at once", fmt::format("{:.2f} ({:.3f} s, {:.3f} s)", ratio, sync, async),
            ">= 9.5", ratio >= 9.5 ? Verdict::Holds : Verdict::FallsShort};
}

}  // namespace

std::vector<Row> posts_rows() {
    std::vector<Row> rows{speed_up()};
    for (const std::size_t limit : {1U, 2U, 5U, 10U}) {
        const double rounds = static_cast<double>(kPosts) / static_cast<double>(limit);
        const double latencies =
            seconds_at_once(kPosts, limit, kLatency) / (static_cast<double>(kLatency.count()) / 1e9);
        rows.push_back({fmt::format("ten posts, {} connections", limit),
                        fmt::format("{:.2f} latencies", latencies), fmt::format("{:g} within 5 %", rounds),
                        latencies >= rounds * 0.95 && latencies <= rounds * 1.05 ? Verdict::Holds
                                                                                 : Verdict::FallsShort});
    }
    std::vector<double> on, aiohttp;
    for (int round = 0; round < kFetchRounds; ++round) {
        on.push_back(seconds_at_once(kMany, kManyLimit, Nanos{0}));
        if (const double taken = seconds_of_aiohttp(); taken > 0) aiohttp.push_back(taken);
    }
    const double ours = median(on);
    const std::string name = "1000 fetches / aiohttp, same service";
    if (aiohttp.empty())
        rows.push_back(not_measured(name, "/usr/bin/python3 with aiohttp is missing"));
    else
        rows.push_back(at_most(name, ours / median(aiohttp), 1.0, "",
                               fmt::format("{:.0f} ms, {:.0f} ms", ours * 1e3, median(aiohttp) * 1e3)));
    return rows;
}

}  // namespace loopscope::bench
