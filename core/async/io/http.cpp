#include "core/async/io/http.hpp"

#include "core/async/blocking.hpp"
#include "core/async/io/curl_multi.hpp"
#include "core/async/io/inside.hpp"
#include "core/async/sync.hpp"

#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace loopscope::async {

using detail::CurlMulti;
using detail::Transfer;
using trace::Kind;

namespace {

// "/posts/3" of "http://127.0.0.1:8080/posts/3".
std::string path_of(const std::string& url) {
    const auto scheme = url.find("://");
    const auto path = url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
    return path == std::string::npos ? url : url.substr(path);
}

HttpResponse response_of(Transfer& transfer) {
    if (transfer.result != CURLE_OK) throw HttpError(fmt::format("{}: {}", transfer.url, transfer.error));
    return {std::move(transfer.url), transfer.status, std::move(transfer.body)};
}

}  // namespace

const HttpResponse& HttpResponse::raise_for_status() const {
    if (!ok()) throw HttpError(fmt::format("{}: status {}", url, status));
    return *this;
}

// ---- awaited

struct HttpClient::State final : detail::TransferListener, LoopHandle {
    explicit State(const HttpOptions& given) : options(given) {
        if (options.limit > 0) slots.emplace(options.limit, "connections");
        auto made = std::make_unique<uv_poll_t>();
        made->data = this;
        if (const int failed = uv_poll_init(loop.uv(), made.get(), multi.descriptor()); failed != 0)
            throw HttpError(fmt::format("an HTTP client can't be made: {}", uv_strerror(failed)));
        poll = made.release();
        loop.own(*this);
        // On a descriptor that has just been made it can't fail.
        uv_poll_start(poll, UV_READABLE,
                      [](uv_poll_t* self, int, int) { static_cast<State*>(self->data)->multi.drive(); });
        loop.watch_changed();
    }
    ~State() { close_with_loop(); }
    void close_with_loop() override {
        unlink();
        if (poll == nullptr) return;
        uv_poll_stop(poll);
        uv_close(reinterpret_cast<uv_handle_t*>(std::exchange(poll, nullptr)),
                 [](uv_handle_t* handle) { delete reinterpret_cast<uv_poll_t*>(handle); });
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    void on_watched(const Transfer* transfer, int socket, trace::Interest interest) override;
    void on_unwatched(int socket) override;
    void on_ready(int socket, trace::Interest interest) override;
    void on_done(Transfer& transfer) override;

    class Fetch;

    HttpOptions options;
    Loop& loop = Loop::current();
    std::optional<Semaphore> slots;
    std::map<const Transfer*, Fetch*> fetches;
    std::size_t opened = 0;
    uv_poll_t* poll = nullptr;
    CurlMulti multi{options.limit, *this};
};

class HttpClient::State::Fetch final : public Operation {
public:
    Fetch(State& client, std::string url, const CallSite& site) : Operation(site), client_(client) {
        transfer_.label = path_of(url);
        transfer_.url = std::move(url);
        transfer_.new_connection = client.options.new_connection;
    }
    ~Fetch() { abandon(); }

    static bool await_ready() noexcept { return false; }
    void await_suspend(std::coroutine_handle<> handle) {
        client_.fetches.emplace(&transfer_, this);
        task_ = context().task;
        outside_ = !is_inside(transfer_.url);
        if (outside_) client_.loop.begin_outside();
        client_.multi.start(transfer_);
        suspend(handle, trace::Wait::Fd, transfer_.socket);
        if (transfer_.done) wake(trace::Cause::FdReady, transfer_.socket);
    }
    HttpResponse await_resume() {
        throw_if_cancelled();
        return response_of(transfer_);
    }
    void detach() noexcept override {
        if (client_.fetches.erase(&transfer_) == 0) return;
        client_.multi.stop(transfer_);
        end_outside();
    }
    void done() {
        client_.opened += static_cast<std::size_t>(transfer_.connects);
        end_outside();
        wake(trace::Cause::FdReady, transfer_.socket);
    }
    [[nodiscard]] trace::TaskId task() const { return task_; }

private:
    void end_outside() {
        if (std::exchange(outside_, false)) client_.loop.end_outside();
    }

    State& client_;
    Transfer transfer_;
    trace::TaskId task_ = 0;
    bool outside_ = false;
};

void HttpClient::State::on_watched(const Transfer* transfer, int socket, trace::Interest interest) {
    loop.watch_changed();
    const auto fetch = fetches.find(transfer);
    if (fetch == fetches.end()) return;
    Context& here = context();
    const auto label = here.runtime.tables->intern(transfer->label);
    emit(here, {.arg = label,
                .task = fetch->second->task(),
                .object = static_cast<std::uint32_t>(socket),
                .kind = Kind::FdWatched,
                .reason = code(interest)});
}

void HttpClient::State::on_unwatched(int socket) {
    emit(context(), {.object = static_cast<std::uint32_t>(socket), .kind = Kind::FdUnwatched});
}

void HttpClient::State::on_ready(int socket, trace::Interest interest) {
    emit(context(),
         {.object = static_cast<std::uint32_t>(socket), .kind = Kind::FdReady, .reason = code(interest)});
}

void HttpClient::State::on_done(Transfer& transfer) {
    const auto fetch = fetches.extract(&transfer);
    if (!fetch.empty()) fetch.mapped()->done();
}

HttpClient::HttpClient(HttpOptions options) : state_(std::make_shared<State>(options)) {}
HttpClient::~HttpClient() = default;

std::size_t HttpClient::connections_opened() const {
    return state_->opened;
}

Task<HttpResponse> HttpClient::get(std::string url, CallSite site) {
    const std::shared_ptr<State> state = state_;
    std::optional<Semaphore::Permit> slot;
    if (state->slots) slot.emplace(co_await state->slots->acquire(site));
    co_return co_await State::Fetch{*state, std::move(url), site};
}

// ---- blocking

struct BlockingHttpClient::State final : detail::TransferListener {
    explicit State(const HttpOptions& given) : options(given) {}

    void on_watched(const Transfer*, int, trace::Interest) override {}
    void on_unwatched(int) override {}
    void on_ready(int, trace::Interest) override {}
    void on_done(Transfer&) override {}

    HttpOptions options;
    CurlMulti multi{1, *this};
};

BlockingHttpClient::BlockingHttpClient(HttpOptions options) : state_(std::make_unique<State>(options)) {}
BlockingHttpClient::~BlockingHttpClient() = default;

// As curl_easy_perform does it, but waiting on the run's clock: virtual time must know that this thread
// waits.
HttpResponse BlockingHttpClient::get(const std::string& url, CallSite site) {
    Context& here = context();
    throw_if_stopping(here);
    LoopClock& clock = here.runtime.clock;
    Transfer transfer;
    transfer.url = url;
    transfer.new_connection = state_->options.new_connection;
    const bool outside = !is_inside(url);
    bool poked = false;
    {
        const detail::Blocked blocked{here, trace::Block::Call, Nanos{-1}, site};
        if (outside) clock.enter_outside();
        state_->multi.start(transfer);
        while (!transfer.done) {
            const WaitEnd end = clock.wait(here.waiter, kForever, state_->multi.descriptor());
            poked |= end == WaitEnd::Poked;
            if (end == WaitEnd::Stopped || end == WaitEnd::Stuck) break;
            state_->multi.drive();
        }
        if (outside) clock.leave_outside();
        if (!transfer.done) {
            state_->multi.stop(transfer);
            transfer.result = CURLE_OPERATION_TIMEDOUT;
            transfer.error = "nobody will ever answer";
        }
    }
    // What was posted to this thread's loop meanwhile must not be forgotten.
    if (poked && here.loop != nullptr) clock.poke(here.waiter);
    throw_if_stopping(here);
    return response_of(transfer);
}

}  // namespace loopscope::async
