// All that a lesson's own program.cpp needs (how to write one: assets/lessons/README.md). It is compiled when
// its lesson is first opened and runs in a process of its own.
#pragma once

#include "core/async/blocking.hpp"
#include "core/async/io/blocking_stream.hpp"
#include "core/async/io/database.hpp"
#include "core/async/io/files.hpp"
#include "core/async/io/http.hpp"
#include "core/async/io/pipe.hpp"
#include "core/async/io/process.hpp"
#include "core/async/io/resolve.hpp"
#include "core/async/io/stream.hpp"
#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/queue.hpp"
#include "core/async/sleep.hpp"
#include "core/async/sync.hpp"
#include "core/async/task.hpp"
#include "core/async/task_group.hpp"
#include "core/async/when_all.hpp"
#include "core/async/when_any.hpp"
#include "core/async/work.hpp"
#include "core/lessons/parameters.hpp"
#include "core/lessons/program.hpp"
#include "core/lessons/props/posts_service.hpp"

// What program.cpp defines. Its `name` is not used.
loopscope::lessons::Program own_program();
