// A web service for lessons, on a thread and a loop of its own, on this machine only: GET /posts/N answers
// with a post in JSON, after a latency in loop time. So slow motion, pauses and virtual time are true for it
// too.
#pragma once

#include "core/base/time.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace loopscope::async {

struct PostsOptions {
    Nanos latency{100'000'000};
    Nanos jitter{0};     // each answer takes up to so much longer, by its number: the same in every run
    double failing = 0;  // the share of posts, by their numbers, that are answered with status 500
    int posts = 100;     // there are so many; others are "not found", 404
};

// Of one run; made and destroyed by one of its threads. Nothing that it does is recorded: it is not the
// program. Beside /posts/N, for lessons about failures: /posts/N?reset closes the connection instead of
// answering, and /posts/N?hang never answers.
class PostsService {
public:
    // Throws std::runtime_error when no port can be opened.
    explicit PostsService(PostsOptions options = {});
    ~PostsService();
    PostsService(const PostsService&) = delete;
    PostsService& operator=(const PostsService&) = delete;

    // "http://127.0.0.1:PORT/posts/"; or what the environment variable LOOPSCOPE_POSTS_URL says, which must
    // be the address of a real service of that kind.
    [[nodiscard]] std::string base_url() const;
    [[nodiscard]] int port() const;

private:
    class Server;
    std::unique_ptr<Server> server_;
};

}  // namespace loopscope::async
