// Fetches posts over HTTP. The service is one of our own on this machine, whose latency passes in loop time; a real one
// is asked instead when LOOPSCOPE_POSTS_URL names it. Parts overlap where two ways share a function.
#include "core/lessons/programs/posts.hpp"

#include <string>
#include <vector>

#include "core/async/blocking.hpp"
#include "core/async/io/http.hpp"
#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/lessons/props/posts_service.hpp"
#include "core/async/when_all.hpp"
#include "core/lessons/parameters.hpp"

namespace loopscope::lessons::posts {

using namespace async;

struct Plan {
    int posts = 10;
    HttpOptions http;
    PostsOptions service;
    std::string base;
};

std::string url(const Plan& plan, int post) { return plan.base + std::to_string(post); }

// What there is to say of an answer that is no success.
std::string remark(const HttpResponse& response) {
    return response.ok() ? std::string{} : fmt::format(": status {}", response.status);
}

void fetch(int post, BlockingHttpClient& client, const Plan& plan);

// [threads]
void a_thread_each(const Plan& plan) {
    std::vector<Thread> threads;
    for (int n = 1; n <= plan.posts; ++n)
        threads.emplace_back([=, &plan] {  // ~start
            call(fmt::format("fetch({})", n), [=, &plan] {
                BlockingHttpClient client{plan.http};  // ~client
                fetch(n, client, plan);
            });
        });
    for (Thread& each : threads) each.join();  // ~join
}
// [sync]
void fetch(int post, BlockingHttpClient& client, const Plan& plan) {
    print("Fetching post {}", post);  // ~begin
    const auto response = client.get(url(plan, post));  // ~get
    print("Fetched post {}{}", post, remark(response));  // ~end
}
// [/threads]
void one_by_one(const Plan& plan) {
    BlockingHttpClient client{plan.http};  // ~client
    for (int n = 1; n <= plan.posts; ++n)
        call(fmt::format("fetch({})", n), [&] { fetch(n, client, plan); });  // ~call
}
// [/sync]

// [async]
Task<> fetch(int post, HttpClient& client, const Plan& plan) {
    print("Fetching post {}", post);  // ~begin
    const auto response = co_await client.get(url(plan, post));  // ~get
    print("Fetched post {}{}", post, remark(response));  // ~end
}

Task<> all_at_once(const Plan& plan) {
    HttpClient client{plan.http};  // ~client
    std::vector<Task<>> tasks;
    for (int n = 1; n <= plan.posts; ++n)
        tasks.push_back(fetch(n, client, plan));  // ~tasks
    co_await when_all(std::move(tasks));  // ~all
}

void one_loop(const Plan& plan) {
    Loop loop;
    loop.run(all_at_once(plan));  // ~loop
}
// [/async]

void run(Mode mode, Plan plan) {
    const PostsService service{plan.service};
    plan.base = service.base_url();
    switch (mode) {
        case Mode::Sync: one_by_one(plan); break;
        case Mode::Threads: a_thread_each(plan); break;
        default: one_loop(plan); break;
    }
    print("Finished in {:.3f} s", seconds(loop_time()));
}

static Plan plan_from(const Values& values) {
    const auto milliseconds = [&](std::string_view name) {
        return from_seconds(values.find(name)->second / 1000);
    };
    Plan plan;
    plan.posts = static_cast<int>(values.at("posts"));
    plan.http.limit = static_cast<std::size_t>(values.at("limit"));
    plan.http.new_connection = values.at("connection") != 0;
    plan.service.latency = milliseconds("latency");
    plan.service.jitter = milliseconds("jitter");
    plan.service.failing = values.at("failing") / 100;
    plan.service.posts = 1000;
    return plan;
}

}  // namespace loopscope::lessons::posts

namespace loopscope::lessons {

Program posts_program() {
    Program program;
    program.name = "posts";
    program.about = "Fetches posts over HTTP, with a limit of connections";
    program.parameters = {number("posts", "Posts", {10, 1, 100}),
                          number("limit", "Connections", {10, 1, 100}),
                          number("latency", "Latency", {100, 0, 1000, 10}, "ms"),
                          number("jitter", "Jitter", {0, 0, 500, 10}, "ms"),
                          choice("connection", "Connection", {"use again", "new each time"}),
                          number("failing", "Failing", {0, 0, 100, 10}, "%")};
    program.modes = {Mode::Sync, Mode::Async, Mode::Threads};
    program.initial_mode = Mode::Async;
    program.run = [](Mode mode, const Values& values) { posts::run(mode, posts::plan_from(values)); };
    return program;
}

}  // namespace loopscope::lessons
