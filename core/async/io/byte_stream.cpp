#include "core/async/io/byte_stream.hpp"

#include "core/async/io/read_operation.hpp"
#include "core/async/io/write_operation.hpp"

#include <utility>

namespace loopscope::async {
namespace {

using detail::ReadOperation;
using detail::ReadUntil;
using detail::StreamCore;
using detail::WriteOperation;

// These keep the stream's core and not the stream, so that it may be moved or closed meanwhile.
Task<std::string> read(std::shared_ptr<StreamCore> core, ReadUntil until, CallSite site) {
    auto text = co_await ReadOperation{std::move(core), until, site};
    co_return std::move(text).value_or(std::string{});
}

Task<std::optional<std::string>> read_a_line(std::shared_ptr<StreamCore> core, CallSite site) {
    co_return co_await ReadOperation{std::move(core), ReadUntil::Newline, site};
}

Task<> write_all(std::shared_ptr<StreamCore> core, std::string data, CallSite site) {
    co_await WriteOperation{std::move(core), std::move(data), site};
}

}  // namespace

detail::StreamOwner::~StreamOwner() {
    core_->close();
}

Task<std::string> ByteStream::read_some(CallSite site) {
    return read(owner_->core(), ReadUntil::Something, site);
}

Task<std::optional<std::string>> ByteStream::read_line(CallSite site) {
    return read_a_line(owner_->core(), site);
}

Task<std::string> ByteStream::read_all(CallSite site) {
    return read(owner_->core(), ReadUntil::End, site);
}

Task<> ByteStream::write(std::string data, CallSite site) {
    return write_all(owner_->core(), std::move(data), site);
}

void ByteStream::close() {
    core().close();
}

bool ByteStream::is_open() const {
    return core().is_open();
}

}  // namespace loopscope::async
