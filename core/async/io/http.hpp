// HTTP GET: awaited, many at once on one loop with a limit of connections (aiohttp's
// TCPConnector(limit=...)), or blocking, for the synchronous side.
#pragma once

#include "core/async/loop.hpp"

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>

namespace loopscope::async {

// No answer came (refused, reset, a name that is not known), or one was asked to be a success and is not. The
// text names the address.
struct HttpError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct HttpResponse {
    std::string url;
    long status = 0;
    std::string body;

    [[nodiscard]] bool ok() const { return status >= 200 && status < 300; }
    // Throws HttpError unless ok().
    const HttpResponse& raise_for_status() const;
};

struct HttpOptions {
    std::size_t limit = 100;      // connections at once; 0: as many as there are requests
    bool new_connection = false;  // for every request, instead of using one again
};

// For tasks of the calling thread's loop, which it must not outlive. Requests under way go on without it.
class HttpClient {
public:
    explicit HttpClient(HttpOptions options = {});
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    // Waits for a free connection (in line, as at a Semaphore), then for the socket. Any status is an answer;
    // throws HttpError when there is none, and Cancelled, whereupon the connection is closed. There is no
    // limit of time: use with_timeout. While it waits for a service that is not part of this run, the clock
    // does not jump.
    Task<HttpResponse> get(std::string url, CallSite site = CallSite::here());

    [[nodiscard]] std::size_t connections_opened() const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

// The same, holding the calling thread until the answer is there; one connection, used again.
class BlockingHttpClient {
public:
    explicit BlockingHttpClient(HttpOptions options = {});
    ~BlockingHttpClient();
    BlockingHttpClient(const BlockingHttpClient&) = delete;
    BlockingHttpClient& operator=(const BlockingHttpClient&) = delete;

    // Throws HttpError, and Stopped.
    HttpResponse get(const std::string& url, CallSite site = CallSite::here());

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace loopscope::async
