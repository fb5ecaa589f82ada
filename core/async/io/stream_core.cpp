#include "core/async/io/stream_core.hpp"

#include "core/async/io/io_error.hpp"

#include <array>
#include <csignal>
#include <stdexcept>
#include <utility>

namespace loopscope::async::detail {

using trace::Interest;
using trace::Kind;

namespace {

// Writing to what nobody reads any more is an error of the write, and not the end of the program.
void block_sigpipe() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void give_buffer(uv_handle_t*, std::size_t, uv_buf_t* buffer) {
    // Every callback copies what it gets before the next one may come.
    thread_local std::array<char, 65536> memory;
    *buffer = uv_buf_init(memory.data(), memory.size());
}

void note_read(uv_stream_t* stream, ssize_t count, const uv_buf_t* buffer) {
    if (count == 0) return;
    StreamCore& core = StreamCore::of(stream);
    if (count > 0) {
        core.buffer.append(buffer->base, static_cast<std::size_t>(count));
    } else if (count == UV_EOF) {
        core.at_end = true;
    } else {
        core.error = static_cast<int>(count);
    }
    const bool enough = core.reader == nullptr || core.reader->has_enough();
    if (count < 0 || enough) core.stop_reading();
    if (core.reader != nullptr) core.reader->news(enough);
}

}  // namespace

void StreamOperation::check() const {
    core_->check_open();
    if (place() != nullptr) throw std::logic_error("another task waits for the same stream already");
}

StreamOperation*& StreamOperation::place() const {
    return side_ == Interest::Read ? core_->reader : core_->writer;
}

void StreamOperation::park(std::coroutine_handle<> handle) {
    parked_ = true;
    place() = this;
    if (core_->outside) core_->loop.begin_outside();
    core_->loop.watch_changed();
    core_->watched();
    suspend(handle, trace::Wait::Fd, core_->descriptor());
}

void StreamOperation::leave() noexcept {
    if (!std::exchange(parked_, false)) return;
    place() = nullptr;
    if (core_->outside) core_->loop.end_outside();
    if (side_ == Interest::Read && core_->is_open()) core_->stop_reading();
    core_->watched();
}

void StreamOperation::news(bool wakes) {
    if (node() == nullptr) return;
    const auto descriptor = core_->descriptor();
    if (core_->is_open()) {
        emit(
            context(),
            {.object = static_cast<std::uint32_t>(descriptor), .kind = Kind::FdReady, .reason = code(side_)});
    }
    if (wakes) wake(trace::Cause::FdReady, descriptor);
}

StreamCore::StreamCore(std::string about_text, std::string label_text)
    : loop(Loop::current()), about(std::move(about_text)), label(std::move(label_text)) {
    block_sigpipe();
}

void StreamCore::opened() {
    as<uv_handle_t>()->data = this;
    if (!std::exchange(open_, true)) loop.own(*this);
    uv_os_fd_t descriptor = -1;
    if (uv_fileno(as<uv_handle_t>(), &descriptor) == 0) descriptor_ = descriptor;
}

void StreamCore::close(bool reset) {
    if (!open_) return;
    open_ = false;
    unlink();
    if (watched_ != Interest::None) {
        watched_ = Interest::None;
        emit(context(), {.object = static_cast<std::uint32_t>(descriptor_), .kind = Kind::FdUnwatched});
    }
    keep_ = shared_from_this();
    const auto gone = [](uv_handle_t* handle) { StreamCore::of(handle).keep_.reset(); };
    if (!reset || uv_tcp_close_reset(as<uv_tcp_t>(), gone) != 0) uv_close(as<uv_handle_t>(), gone);
    if (reader != nullptr) reader->news();
    if (writer != nullptr) writer->news();
}

void StreamCore::check_open() const {
    if (!open_) throw IoError("EBADF", "closed on this side", about);
}

void StreamCore::start_reading() {
    const int failed = uv_read_start(as<uv_stream_t>(), &give_buffer, &note_read);
    if (failed != 0 && failed != UV_EALREADY) error = failed;
}

void StreamCore::stop_reading() {
    uv_read_stop(as<uv_stream_t>());
}

void StreamCore::watched() {
    if (!open_) return;
    Interest now = Interest::None;
    if (reader != nullptr) now = writer != nullptr ? Interest::Both : Interest::Read;
    if (reader == nullptr && writer != nullptr) now = Interest::Write;
    if (now == std::exchange(watched_, now)) return;
    Context& here = context();
    if (now == Interest::None) {
        emit(here, {.object = static_cast<std::uint32_t>(descriptor_), .kind = Kind::FdUnwatched});
        return;
    }
    const trace::TaskId waits = (reader != nullptr ? reader : writer)->task();
    emit(here, {.arg = here.runtime.tables->intern(label),
                .task = waits != 0 ? waits : here.task,
                .object = static_cast<std::uint32_t>(descriptor_),
                .kind = Kind::FdWatched,
                .reason = code(now)});
}

}  // namespace loopscope::async::detail
