#include "core/async/io/curl_multi.hpp"

#include "core/async/io/io_error.hpp"

#include <array>
#include <cerrno>
#include <new>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>
#include <utility>

namespace loopscope::async::detail {
namespace {

constexpr std::size_t kMostIdleHandles = 128;

void initialise_once() {
    static const CURLcode done = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(done);
}

trace::Interest interest_of(bool read, bool write) {
    if (read && write) return trace::Interest::Both;
    return write ? trace::Interest::Write : trace::Interest::Read;
}

Transfer* transfer_of(CURL* easy) {
    char* kept = nullptr;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &kept);
    return reinterpret_cast<Transfer*>(kept);
}

// So that the descriptor is no longer readable.
void take_expirations(int timer) {
    std::uint64_t times = 0;
    [[maybe_unused]] const auto got = ::read(timer, &times, sizeof times);
}

}  // namespace

CurlMulti::CurlMulti(std::size_t connections, TransferListener& listener)
    : listener_(listener),
      multi_((initialise_once(), curl_multi_init())),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      timer_(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)) {
    if (!multi_) throw std::bad_alloc{};
    if (epoll_.get() < 0 || timer_.get() < 0) throw IoError(-errno, "an HTTP client");
    CURLM* const multi = multi_.get();
    curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, &CurlMulti::on_socket);
    curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, &CurlMulti::on_timer);
    curl_multi_setopt(multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, static_cast<long>(connections));
    // How many connections may stay open to be used again: all of them, not libcurl's four for each transfer.
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(connections == 0 ? 1000 : connections));
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = timer_.get();
    if (epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, timer_.get(), &event) != 0)
        throw IoError(-errno, "an HTTP client");
}

CurlMulti::~CurlMulti() {
    for (CURL* easy : idle_) curl_easy_cleanup(easy);
    // It calls back, and what it calls back still has to be there.
    multi_.reset();
}

void CurlMulti::configure(Transfer& transfer) const {
    CURL* easy = transfer.easy;
    curl_easy_setopt(easy, CURLOPT_URL, transfer.url.c_str());
    curl_easy_setopt(easy, CURLOPT_PRIVATE, &transfer);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &CurlMulti::on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer.error_buffer);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "loopscope");
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(easy, CURLOPT_MAXREDIRS, 5L);
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "127.0.0.1,localhost");
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, transfer.new_connection ? 1L : 0L);
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, transfer.new_connection ? 1L : 0L);
}

void CurlMulti::start(Transfer& transfer) {
    if (idle_.empty()) {
        transfer.easy = curl_easy_init();
        if (transfer.easy == nullptr) throw std::bad_alloc{};
    } else {
        transfer.easy = idle_.back();
        idle_.pop_back();
        curl_easy_reset(transfer.easy);
    }
    configure(transfer);
    curl_multi_add_handle(multi_.get(), transfer.easy);
    act(CURL_SOCKET_TIMEOUT, 0);
    collect_done();
}

// libcurl may ask to be called again at once, which it must not be from inside its own callback.
void CurlMulti::act(int socket, int what) {
    int running = 0;
    curl_multi_socket_action(multi_.get(), socket, what, &running);
    while (std::exchange(due_, false))
        curl_multi_socket_action(multi_.get(), CURL_SOCKET_TIMEOUT, 0, &running);
}

void CurlMulti::stop(Transfer& transfer) {
    if (transfer.easy == nullptr) return;
    curl_multi_remove_handle(multi_.get(), transfer.easy);
    release(transfer);
}

void CurlMulti::release(Transfer& transfer) {
    if (idle_.size() < kMostIdleHandles) {
        idle_.push_back(transfer.easy);
    } else {
        curl_easy_cleanup(transfer.easy);
    }
    transfer.easy = nullptr;
}

void CurlMulti::drive() {
    std::array<epoll_event, 64> events{};
    const int count = epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), 0);
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = events.at(static_cast<std::size_t>(i));
        const int socket = event.data.fd;
        if (socket == timer_.get()) {
            take_expirations(timer_.get());
            act(CURL_SOCKET_TIMEOUT, 0);
            continue;
        }
        // Another socket's turn may have closed this one.
        if (!watched_.contains(socket)) continue;
        const bool failed = (event.events & (EPOLLERR | EPOLLHUP)) != 0;
        const bool in = (event.events & EPOLLIN) != 0;
        const bool out = (event.events & EPOLLOUT) != 0;
        listener_.on_ready(socket, interest_of(in || failed, out));
        const int what =
            (in ? CURL_CSELECT_IN : 0) | (out ? CURL_CSELECT_OUT : 0) | (failed ? CURL_CSELECT_ERR : 0);
        act(socket, what);
    }
    collect_done();
}

void CurlMulti::collect_done() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        CURL* easy = message->easy_handle;
        Transfer& transfer = *transfer_of(easy);
        transfer.result = message->data.result;  // the message goes with the handle
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &transfer.status);
        curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &transfer.connects);
        if (transfer.result != CURLE_OK) {
            const std::string detail = transfer.error_buffer;
            transfer.error = detail.empty() ? curl_easy_strerror(transfer.result) : detail;
        }
        transfer.done = true;
        curl_multi_remove_handle(multi_.get(), easy);
        release(transfer);
        listener_.on_done(transfer);
    }
}

int CurlMulti::on_socket(CURL* easy, curl_socket_t socket, int what, void* self, void*) {
    CurlMulti& multi = *static_cast<CurlMulti*>(self);
    if (what == CURL_POLL_REMOVE) {
        if (multi.watched_.erase(socket) == 0) return 0;
        epoll_ctl(multi.epoll_.get(), EPOLL_CTL_DEL, socket, nullptr);
        multi.listener_.on_unwatched(socket);
        return 0;
    }
    epoll_event event{};
    event.data.fd = socket;
    const bool in = what == CURL_POLL_IN || what == CURL_POLL_INOUT;
    const bool out = what == CURL_POLL_OUT || what == CURL_POLL_INOUT;
    event.events = (in ? EPOLLIN : 0U) | (out ? EPOLLOUT : 0U);
    const auto [place, added] = multi.watched_.insert_or_assign(socket, what);
    epoll_ctl(multi.epoll_.get(), added ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event);
    Transfer* transfer = transfer_of(easy);
    if (transfer != nullptr) transfer->socket = socket;
    multi.listener_.on_watched(transfer, socket, interest_of(in, out));
    return 0;
}

int CurlMulti::on_timer(CURLM*, long milliseconds, void* self) {
    CurlMulti& multi = *static_cast<CurlMulti*>(self);
    multi.due_ = milliseconds == 0;
    itimerspec when{};  // zero: none
    if (milliseconds > 0) when.it_value = {milliseconds / 1000, milliseconds % 1000 * 1'000'000};
    timerfd_settime(multi.timer_.get(), 0, &when, nullptr);
    return 0;
}

std::size_t CurlMulti::on_body(char* data, std::size_t size, std::size_t count, void* transfer) {
    static_cast<Transfer*>(transfer)->body.append(data, size * count);
    return size * count;
}

}  // namespace loopscope::async::detail
